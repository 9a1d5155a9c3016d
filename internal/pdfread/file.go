package pdfread

import (
	"errors"
	"fmt"
	"slices"

	"github.com/pdfcpu/pdfcpu/pkg/filter"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// A file gives access to the objects of a PDF. A missing object, or one of another kind than
// expected, is the zero value, since that suits a reader of pages.
type file struct {
	ctx   *model.Context
	fonts map[string]*font // by reference
	exact bool             // characters are taken exactly as the file gives them

	decoded, operators, forms, glyphs, rules int // counts so far, checked against the limits
}

// get follows references.
func (f *file) get(o types.Object) types.Object {
	for range 10 {
		r, ok := o.(types.IndirectRef)
		if !ok {
			return o
		}
		var err error
		if o, err = f.ctx.Dereference(r); err != nil {
			return nil
		}
	}
	return nil
}

func (f *file) dict(o types.Object) types.Dict {
	switch d := f.get(o).(type) {
	case types.Dict:
		return d
	case types.StreamDict:
		return d.Dict
	case types.ObjectStreamDict:
		return d.Dict
	}
	return nil
}

func (f *file) dictOf(r *types.IndirectRef) types.Dict {
	if r == nil {
		return nil
	}
	return f.dict(*r)
}

func (f *file) array(o types.Object) types.Array {
	a, _ := f.get(o).(types.Array)
	return a
}

func (f *file) number(o types.Object) float64 {
	switch n := f.get(o).(type) {
	case types.Integer:
		return finite(float64(n))
	case types.Float:
		return finite(float64(n))
	}
	return 0
}

// finite limits the numbers of a file to lengths that can be calculated with.
func finite(x float64) float64 {
	const most = 1e7
	if x != x {
		return 0
	}
	return max(-most, min(most, x))
}

func (f *file) integer(o types.Object) int { return int(f.number(o)) }

func (f *file) name(o types.Object) string {
	n, _ := f.get(o).(types.Name)
	return n.Value()
}

// text returns a text string, or "" if the value is not one.
func (f *file) text(o types.Object) string {
	switch o := f.get(o).(type) {
	case types.StringLiteral, types.HexLiteral:
		s, err := model.Text(o)
		if err != nil {
			return ""
		}
		return s
	}
	return ""
}

// numbers returns an array of numbers, or nil if it does not have as many as wanted.
func (f *file) numbers(o types.Object, want int) []float64 {
	a := f.array(o)
	if len(a) != want {
		return nil
	}
	n := make([]float64, want)
	for i := range a {
		n[i] = f.number(a[i])
	}
	return n
}

// matrix returns a matrix, or the identity if the value is not one.
func (f *file) matrix(o types.Object) matrix {
	if n := f.numbers(o, 6); n != nil {
		return matrix{n[0], n[1], n[2], n[3], n[4], n[5]}
	}
	return identity
}

// stream returns the bytes of a stream. It fails if the value is not a stream or cannot be
// read.
func (f *file) stream(o types.Object) ([]byte, error) {
	s, ok := f.get(o).(types.StreamDict)
	if !ok {
		return nil, ErrBroken
	}
	if s.Content == nil {
		err := s.DecodeWithLimit(int64(min(maxStream, maxDecoded-f.decoded)))
		if errors.Is(err, filter.ErrDecodeLimitExceeded) {
			return nil, fmt.Errorf("%w: %v", ErrTooLarge, err)
		}
		if err != nil {
			return nil, fmt.Errorf("%w: %v", ErrBroken, err)
		}
	}
	if f.decoded += len(s.Content); f.decoded >= maxDecoded {
		return nil, fmt.Errorf("%w: more than %d bytes", ErrTooLarge, maxDecoded)
	}
	return s.Content, nil
}

// A source is a page as the file describes it.
type source struct {
	dict      types.Dict
	number    int // the number of its object; 0 if it has none
	resources types.Dict
	box       Box // in the page's own coordinates, Y up
}

// letter is the default page size.
var letter = Box{0, 0, 612, 792}

// pages walks the tree of pages. Each node is visited only once, because the tree may contain
// a cycle.
func (f *file) pages() ([]source, error) {
	root := f.dictOf(f.ctx.Root)
	var pages []source
	seen := make(map[int]bool)
	var walk func(o types.Object, from source, depth int) error
	walk = func(o types.Object, from source, depth int) error {
		if r, ok := o.(types.IndirectRef); ok {
			from.number = r.ObjectNumber.Value()
			if seen[from.number] {
				return nil
			}
			seen[from.number] = true
		}
		from.dict = f.dict(o)
		if from.dict == nil || depth > 50 {
			return nil
		}
		if d := f.dict(from.dict["Resources"]); d != nil {
			from.resources = d
		}
		for _, key := range []string{"MediaBox", "CropBox"} {
			if n := f.numbers(from.dict[key], 4); n != nil && n[0] != n[2] && n[1] != n[3] {
				from.box = Box{min(n[0], n[2]), min(n[1], n[3]), max(n[0], n[2]), max(n[1], n[3])}
			}
		}
		kids := f.array(from.dict["Kids"])
		if kids == nil {
			if f.name(from.dict["Type"]) == "Pages" {
				return nil
			}
			if pages = append(pages, from); len(pages) > maxPages {
				return fmt.Errorf("%w: more than %d pages", ErrTooLarge, maxPages)
			}
			return nil
		}
		for _, k := range kids {
			if err := walk(k, from, depth+1); err != nil {
				return err
			}
		}
		return nil
	}
	if err := walk(root["Pages"], source{box: letter}, 0); err != nil {
		return nil, err
	}
	if len(pages) == 0 {
		return nil, fmt.Errorf("%w: no pages", ErrBroken)
	}
	return pages, nil
}

// content returns the operators of a page. Its streams are joined. Streams that cannot be read
// are reported.
func (f *file) content(p *source) (content []byte, broken bool, err error) {
	streams := types.Array{p.dict["Contents"]}
	if a := f.array(p.dict["Contents"]); a != nil {
		streams = a
	}
	for _, o := range streams {
		if f.get(o) == nil {
			continue
		}
		data, err := f.stream(o)
		if errors.Is(err, ErrTooLarge) {
			return nil, false, err
		}
		broken = broken || err != nil
		content = slices.Concat(content, data, []byte{'\n'})
		if len(content) > maxStream {
			return nil, false, fmt.Errorf("%w: a page of more than %d bytes", ErrTooLarge, maxStream)
		}
	}
	return content, broken, nil
}

// record returns the data that our own program stores about the table: the stream Private of
// the catalog's PieceInfo, or nil.
func (f *file) record() []byte {
	info := f.dict(f.dict(f.dictOf(f.ctx.Root)["PieceInfo"])["betten"])
	if info["Private"] == nil {
		return nil
	}
	data, err := f.stream(info["Private"])
	if err != nil {
		return nil
	}
	return data
}
