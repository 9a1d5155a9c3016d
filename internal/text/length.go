// Package text measures Japanese text, finds where its lines may end, and wraps it.
// These three questions are kept apart. The package knows nothing of tables or files.
package text

import "math"

// A Length is a distance in 1/1000 point. Lengths are integers so that every
// machine breaks lines alike.
type Length int

// Point is one point, 1/72 inch.
const Point Length = 1000

// Points returns p points as a Length, rounded to the nearest.
func Points(p float64) Length { return Length(math.Round(p * float64(Point))) }

// Points returns l in points.
func (l Length) Points() float64 { return float64(l) / float64(Point) }
