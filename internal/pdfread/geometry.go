package pdfread

import "math"

// A matrix maps (x, y) to (a·x + c·y + e, b·x + d·y + f).
type matrix struct{ a, b, c, d, e, f float64 }

var identity = matrix{a: 1, d: 1}

// then returns the matrix that applies m and then n.
func (m matrix) then(n matrix) matrix {
	return matrix{
		m.a*n.a + m.b*n.c, m.a*n.b + m.b*n.d,
		m.c*n.a + m.d*n.c, m.c*n.b + m.d*n.d,
		m.e*n.a + m.f*n.c + n.e, m.e*n.b + m.f*n.d + n.f,
	}
}

func (m matrix) apply(x, y float64) point {
	return point{m.a*x + m.c*y + m.e, m.b*x + m.d*y + m.f}
}

// moved returns the matrix that moves by (x, y) and then applies m.
func (m matrix) moved(x, y float64) matrix {
	m.e, m.f = m.a*x+m.c*y+m.e, m.b*x+m.d*y+m.f
	return m
}

// finite reports whether all numbers of a matrix can be calculated with.
func (m matrix) finite() bool {
	sum := m.a + m.b + m.c + m.d + m.e + m.f
	return !math.IsNaN(sum) && !math.IsInf(sum, 0) && math.Abs(m.e) < 1e7 && math.Abs(m.f) < 1e7
}

type point struct{ x, y float64 }

// around returns the smallest box that contains some points.
func around(points []point) Box {
	b := Box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for _, p := range points {
		b = Box{min(b.X0, p.x), min(b.Y0, p.y), max(b.X1, p.x), max(b.Y1, p.y)}
	}
	return b
}

func (b Box) intersect(o Box) Box {
	return Box{max(b.X0, o.X0), max(b.Y0, o.Y0), min(b.X1, o.X1), min(b.Y1, o.Y1)}
}

// A quarter is how many times a page is turned by 90 degrees so that its text runs from left
// to right.
type quarter int

// quarterOf returns the direction of text with a given matrix.
func quarterOf(m matrix) quarter {
	switch {
	case math.Abs(m.a) >= math.Abs(m.b) && m.a >= 0:
		return 0
	case math.Abs(m.a) >= math.Abs(m.b):
		return 2
	case m.b > 0:
		return 1
	}
	return 3
}

// turned maps a point of a page, Y up, to the page turned, Y down.
func (q quarter) turned(p point, box Box) point {
	x, y := p.x-box.X0, p.y-box.Y0
	w, h := box.X1-box.X0, box.Y1-box.Y0
	switch q {
	case 1: // text runs up
		return point{y, x}
	case 2:
		return point{w - x, y}
	case 3: // text runs down
		return point{h - y, w - x}
	}
	return point{x, h - y}
}

func (q quarter) box(b, page Box) Box {
	return around([]point{q.turned(point{b.X0, b.Y0}, page), q.turned(point{b.X1, b.Y1}, page)})
}
