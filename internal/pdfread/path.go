package pdfread

import "math"

// A path is a subpath, in the page's own coordinates.
type path struct {
	points []point
	closed bool
	curved bool
}

func rectangle(m matrix, x, y, w, h float64) path {
	return path{closed: true, points: []point{m.apply(x, y), m.apply(x+w, y), m.apply(x+w, y+h), m.apply(x, y+h)}}
}

// maxPath is how many subpaths of a path, and points of a subpath, are kept. Rules have few.
// Only drawings have more.
const maxPath = 20_000

// operatePath builds and paints paths.
func (in *interpreter) operatePath(op operator) {
	n := in.number
	switch op {
	case "m":
		if len(in.paths) < maxPath {
			in.paths = append(in.paths, path{points: []point{in.matrix.apply(n(0), n(1))}})
		}
	case "l":
		in.lineTo(n(0), n(1), false)
	case "c":
		in.lineTo(n(4), n(5), true)
	case "v", "y":
		in.lineTo(n(2), n(3), true)
	case "h":
		in.close()
	case "re":
		if len(in.paths) < maxPath {
			in.paths = append(in.paths, rectangle(in.matrix, n(0), n(1), n(2), n(3)))
		}
	case "S":
		in.paint(true, false)
	case "s":
		in.close()
		in.paint(true, false)
	case "f", "F", "f*":
		in.paint(false, true)
	case "B", "B*":
		in.paint(true, true)
	case "b", "b*":
		in.close()
		in.paint(true, true)
	case "n":
		in.paint(false, false)
	case "W", "W*":
		in.toClip = true
	}
}

func (in *interpreter) close() {
	if n := len(in.paths); n > 0 {
		in.paths[n-1].closed = true
	}
}

// lineTo adds a point to the subpath. After a closed subpath, it begins a new one at the same
// start.
func (in *interpreter) lineTo(x, y float64, curved bool) {
	n := len(in.paths)
	if n == 0 {
		return
	}
	p := &in.paths[n-1]
	if p.closed && n < maxPath {
		in.paths = append(in.paths, path{points: []point{p.points[0]}})
		p = &in.paths[n]
	}
	p.curved = p.curved || curved
	if len(p.points) < maxPath {
		p.points = append(p.points, in.matrix.apply(x, y))
	}
}

// paint ends a path.
func (in *interpreter) paint(stroke, fill bool) {
	if stroke || fill {
		for _, p := range in.paths {
			in.rule(p, stroke, fill)
		}
	}
	if in.toClip && len(in.paths) > 0 {
		var all []point
		for _, p := range in.paths {
			all = append(all, p.points...)
		}
		clip := around(all)
		if in.clip >= 0 {
			clip = clip.intersect(in.clips[in.clip])
		}
		if in.clip < 0 || clip != in.clips[in.clip] {
			in.clips = append(in.clips, clip)
			in.clip = len(in.clips) - 1
			in.file.rules++ // clips have the same limit as rules
		}
	}
	in.paths, in.toClip = in.paths[:0], false
}

const (
	thin     = 3.0 // maximum thickness in points of a filled rectangle that is a rule
	straight = 0.5 // maximum deviation in points of a horizontal or vertical segment
)

// rule keeps the horizontal and vertical lines of a subpath.
func (in *interpreter) rule(p path, stroke, fill bool) {
	if len(p.points) < 2 || p.curved {
		return
	}
	b := around(p.points)
	w, h := b.X1-b.X0, b.Y1-b.Y0
	switch x, y := (b.X0+b.X1)/2, (b.Y0+b.Y1)/2; {
	case fill && h <= thin && w > h:
		in.addRule(Rule{X0: b.X0, Y0: y, X1: b.X1, Y1: y})
	case fill && w <= thin:
		in.addRule(Rule{X0: x, Y0: b.Y0, X1: x, Y1: b.Y1})
	case stroke:
		in.strokes(p)
	case len(p.points) <= 5: // a rectangle is treated as a rule
		in.addRule(Rule{b.X0, b.Y0, b.X1, b.Y0, true})
		in.addRule(Rule{b.X0, b.Y1, b.X1, b.Y1, true})
		in.addRule(Rule{b.X0, b.Y0, b.X0, b.Y1, true})
		in.addRule(Rule{b.X1, b.Y0, b.X1, b.Y1, true})
	}
}

// strokes keeps the segments of a stroked subpath.
func (in *interpreter) strokes(p path) {
	points := p.points
	if p.closed {
		points = append(points, points[0])
	}
	for i := 1; i < len(points); i++ {
		b := around(points[i-1 : i+1])
		switch w, h := b.X1-b.X0, b.Y1-b.Y0; {
		case h < straight && w > straight:
			in.addRule(Rule{X0: b.X0, Y0: b.Y0, X1: b.X1, Y1: b.Y0})
		case w < straight && h > straight:
			in.addRule(Rule{X0: b.X0, Y0: b.Y0, X1: b.X0, Y1: b.Y1})
		}
	}
}

// addRule keeps the part of a rule that is visible in its clip.
func (in *interpreter) addRule(r Rule) {
	const near = 2 // points: a clip may end in the middle of a rule's thickness
	if in.clip >= 0 {
		c := in.clips[in.clip]
		switch {
		case r.X0 == r.X1 && (r.X0 < c.X0-near || r.X0 > c.X1+near), r.Y0 == r.Y1 && (r.Y0 < c.Y0-near || r.Y0 > c.Y1+near):
			return
		case r.X0 == r.X1:
			r.Y0, r.Y1 = max(r.Y0, c.Y0-near), min(r.Y1, c.Y1+near)
		default:
			r.X0, r.X1 = max(r.X0, c.X0-near), min(r.X1, c.X1+near)
		}
	}
	if sum := r.X0 + r.Y0 + r.X1 + r.Y1; math.IsNaN(sum) || math.IsInf(sum, 0) || r.X0 > r.X1 || r.Y0 > r.Y1 {
		return
	}
	in.file.rules++
	in.rules = append(in.rules, r)
}
