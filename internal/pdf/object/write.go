package object

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"maps"
	"runtime"
	"slices"
	"strconv"
	"sync"

	"github.com/klauspost/compress/zlib"

	"betten/internal/parallel"
)

// header gives the PDF version that the file needs. Its second line shows that the file is not
// text.
const header = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"

// WriteTo writes the file. Streams are written first, in the order of their numbers, and are
// compressed if they are plain. All other objects follow in object streams, then the
// cross-reference stream, with an ID made from everything before it. WriteTo sets Length, Size
// and ID. The same objects give the same bytes.
func (f *File) WriteTo(w io.Writer) (int64, error) {
	x := newTable(len(f.Objects))
	objects := slices.Concat(f.Objects, f.inStreams(x))
	packed, err := pack(objects)
	if err != nil {
		return 0, err
	}
	if buffer, ok := w.(*bytes.Buffer); ok {
		buffer.Grow(estimate(objects, packed))
	}
	out := &writer{to: w, sum: sha256.New()}
	out.write([]byte(header))
	for i, v := range objects {
		if s, ok := v.(*Stream); ok {
			x.add(i, 1, int(out.n), 0)
			out.stream(i, s.Dict, s.Data, packed[i])
		}
	}
	x.add(len(objects), 1, int(out.n), 0)
	data, err := compress(x.data)
	if err != nil {
		return 0, err
	}
	at := out.n
	id := String(out.sum.Sum(nil)[:16])
	trailer := maps.Clone(f.Trailer)
	maps.Copy(trailer, Dict{
		"Type": Name("XRef"), "Size": len(objects) + 1, "W": Array{widths[0], widths[1], widths[2]}, "ID": Array{id, id},
	})
	out.stream(len(objects), trailer, x.data, data)
	out.write(fmt.Appendf(nil, "startxref\n%d\n%%%%EOF\n", at))
	return out.n, out.err
}

// stream writes a stream: its compressed data if there is any, else its data.
func (w *writer) stream(number int, dict Dict, data, packed []byte) {
	if dict = maps.Clone(dict); dict == nil {
		dict = make(Dict)
	}
	if packed != nil {
		dict["Filter"], data = Name("FlateDecode"), packed
	}
	dict["Length"] = len(data)
	b := append(strconv.AppendInt(nil, int64(number), 10), " 0 obj\n"...)
	w.write(append(appendValue(b, dict), "\nstream\n"...))
	w.write(data)
	w.write([]byte("\nendstream\nendobj\n"))
}

// perStream is the number of objects in an object stream. A reader that needs one of them
// unpacks them all.
const perStream = 100

// inStreams puts all objects except streams into object streams (ISO 32000-1, 7.5.7) and records
// their positions in the table. A structure of many small elements takes a tenth of the space of
// separate objects.
func (f *File) inStreams(x *table) (streams []any) {
	var loose []int
	for i, v := range f.Objects {
		if _, ok := v.(*Stream); !ok && i > 0 {
			loose = append(loose, i)
		}
	}
	chunks := slices.Collect(slices.Chunk(loose, perStream))
	for n, numbers := range chunks {
		for i, number := range numbers {
			x.add(number, 2, len(f.Objects)+n, i)
		}
	}
	streams = make([]any, len(chunks))
	parallel.Each(len(chunks), runtime.GOMAXPROCS(0), func(n int) *Stream {
		return f.objectStream(chunks[n])
	}, func(n int, s *Stream) { streams[n] = s })
	return streams
}

// objectStream returns an object stream with some objects.
func (f *File) objectStream(numbers []int) *Stream {
	size := 0
	for _, number := range numbers {
		e, _ := f.Objects[number].(Encoded)
		size += len(e) + 1
	}
	index, values := make([]byte, 0, 16*len(numbers)), make([]byte, 0, size)
	for _, number := range numbers {
		index = append(strconv.AppendInt(index, int64(number), 10), ' ')
		index = append(strconv.AppendInt(index, int64(len(values)), 10), ' ')
		values = append(appendValue(values, f.Objects[number]), '\n')
	}
	return &Stream{
		Dict: Dict{"Type": Name("ObjStm"), "N": len(numbers), "First": len(index)},
		Data: append(index, values...),
	}
}

// A table gives the position of each object, as a cross-reference stream does (ISO 32000-1,
// 7.5.8).
type table struct{ data []byte }

// widths are the sizes in bytes of the three numbers of an entry.
var widths = [3]int{1, 4, 2}

// newTable returns a table with entry 0, which every file has, and room for n entries and a few
// more.
func newTable(n int) *table {
	x := &table{data: make([]byte, 0, (n+n/perStream+2)*(widths[0]+widths[1]+widths[2]))}
	x.add(0, 0, 0, 0xFFFF)
	return x
}

// add adds an object: with kind 1 and its offset, or with kind 2, the number of its object stream
// and its index there.
func (x *table) add(number, kind, place, index int) {
	const size = 7
	if need := (number + 1) * size; need > len(x.data) {
		x.data = append(x.data, make([]byte, need-len(x.data))...)
	}
	e := x.data[number*size:]
	e[0] = byte(kind)
	binary.BigEndian.PutUint32(e[1:], uint32(place))
	binary.BigEndian.PutUint16(e[5:], uint16(index))
}

// estimate returns the approximate length of the file, rather too high than too low.
func estimate(objects []any, packed [][]byte) int {
	n := 1024
	for i, v := range objects {
		n += 8
		if s, ok := v.(*Stream); ok {
			n += 128 + len(packed[i])
			if packed[i] == nil {
				n += len(s.Data)
			}
		}
	}
	return n
}

// A writer counts and hashes what it writes, and keeps the first error.
type writer struct {
	to  io.Writer
	sum interface {
		io.Writer
		Sum([]byte) []byte
	}
	n   int64
	err error
}

func (w *writer) write(b []byte) {
	if w.err != nil {
		return
	}
	var n int
	n, w.err = w.to.Write(b)
	w.n += int64(n)
	w.sum.Write(b)
}

// level is the compression level. It takes less than half the time of the standard library's
// default, which makes a face 2 % and a page 3 % smaller.
const level = 5

// compressors are reused from file to file, because creating one takes longer than compressing
// a page.
var compressors = sync.Pool{New: func() any {
	z, _ := zlib.NewWriterLevel(nil, level)
	return z
}}

// pack returns the compressed data of the streams that are still plain, by object. It compresses
// them in parallel.
func pack(objects []any) ([][]byte, error) {
	var plain []int
	for i, v := range objects {
		if s, ok := v.(*Stream); ok && !s.Plain && s.Dict["Filter"] == nil {
			plain = append(plain, i)
		}
	}
	packed, errs := make([][]byte, len(objects)), make([]error, len(plain))
	parallel.Each(len(plain), runtime.GOMAXPROCS(0), func(i int) (data []byte) {
		data, errs[i] = compress(objects[plain[i]].(*Stream).Data)
		return data
	}, func(i int, data []byte) { packed[plain[i]] = data })
	return packed, errors.Join(errs...)
}

func compress(data []byte) ([]byte, error) {
	var b bytes.Buffer
	b.Grow(len(data)/3 + 64)
	z := compressors.Get().(*zlib.Writer)
	defer compressors.Put(z)
	z.Reset(&b)
	if _, err := z.Write(data); err != nil {
		return nil, err
	}
	err := z.Close()
	return b.Bytes(), err
}

// appendValue appends a value in the syntax of the file.
func appendValue(b []byte, value any) []byte {
	switch v := value.(type) {
	case nil:
		return append(b, "null"...)
	case bool:
		return strconv.AppendBool(b, v)
	case int:
		return strconv.AppendInt(b, int64(v), 10)
	case float64:
		return strconv.AppendFloat(b, v, 'f', -1, 64)
	case Encoded:
		return append(b, v...)
	case Name:
		return AppendName(b, v)
	case String:
		return appendString(b, v)
	case Ref:
		return AppendRef(b, v)
	case Array:
		b = append(b, '[')
		for i, e := range v {
			if i > 0 {
				b = append(b, ' ')
			}
			b = appendValue(b, e)
		}
		return append(b, ']')
	case Dict:
		b = append(b, "<<"...)
		var room [16]Name // few dictionaries have more keys
		keys := slices.AppendSeq(room[:0], maps.Keys(v))
		slices.Sort(keys)
		for _, key := range keys {
			b = append(AppendName(b, key), ' ')
			b = append(appendValue(b, v[key]), '\n')
		}
		return append(b, ">>"...)
	}
	panic(fmt.Sprintf("object: a %T is not a PDF value", value))
}

// AppendRef appends a reference as the file has it.
func AppendRef(b []byte, ref Ref) []byte {
	return append(strconv.AppendInt(b, int64(ref), 10), " 0 R"...)
}

// AppendName appends a name as the file has it.
func AppendName(b []byte, name Name) []byte {
	b = append(b, '/')
	for _, c := range []byte(name) {
		if c <= ' ' || c > '~' || c == '#' || isDelimiter(c) {
			b = fmt.Appendf(b, "#%02X", c)
		} else {
			b = append(b, c)
		}
	}
	return b
}

// appendString writes printable ASCII literally, and everything else in hexadecimal.
func appendString(b []byte, s String) []byte {
	for _, c := range []byte(s) {
		if c < ' ' || c > '~' {
			return fmt.Appendf(b, "<%X>", string(s))
		}
	}
	b = append(b, '(')
	for _, c := range []byte(s) {
		if c == '(' || c == ')' || c == '\\' {
			b = append(b, '\\')
		}
		b = append(b, c)
	}
	return append(b, ')')
}

// Text returns s as a text string that readers understand in any script: plain ASCII, or else
// UTF-16BE with a byte order mark.
func Text(s string) String {
	ascii := true
	for _, r := range s {
		ascii = ascii && r >= ' ' && r <= '~'
	}
	if ascii {
		return String(s)
	}
	return String(appendUTF16([]byte{0xFE, 0xFF}, s))
}
