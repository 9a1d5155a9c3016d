package object

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// fileOf returns a file of these objects, numbered from 1, written without any code of the
// package.
func fileOf(trailer string, objects ...string) []byte {
	b := []byte("%PDF-1.3\n")
	table := fmt.Sprintf("xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for i, o := range objects {
		table += fmt.Sprintf("%010d 00000 n \n", len(b))
		b = fmt.Appendf(b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	return fmt.Appendf(b, "%strailer\n%s\nstartxref\n%d\n%%%%EOF\n", table, trailer, len(b))
}

func TestValuesAreReadAsTheStandardHasThem(t *testing.T) {
	for _, c := range []struct {
		source string
		want   any
	}{
		{"null", nil},
		{"true", true},
		{"false", false},
		{"42", 42},
		{"-7", -7},
		{"+7", 7},
		{"0.25", 0.25},
		{"-.5", -.5},
		{"4.", 4.},
		{"3 0 R", Ref(3)},
		{"/Name", Name("Name")},
		{"/A#20B#2FC", Name("A B/C")},
		{"()", String("")},
		{"(a (nested) string)", String("a (nested) string")},
		{`(\(\)\\\n\r\t\b\f\101\000)`, String("()\\\n\r\t\b\fA\x00")},
		{"(one\r\ntwo\rthree)", String("one\ntwo\nthree")},
		{"<48 65\n6C6c 6F>", String("Hello")},
		{"<7>", String("p")},
		{"[]", Array{}},
		{"[1 2 0 R 3 0]", Array{1, Ref(2), 3, 0}},
		{"[ /A(b)<63>[null]]", Array{Name("A"), String("b"), String("c"), Array{nil}}},
		{"<</A 1/B<</C[true]>>>>", Dict{"A": 1, "B": Dict{"C": Array{true}}}},
		{"<< >>", Dict{}},
	} {
		f, err := Parse(fileOf("<</Root 1 0 R>>", c.source))
		if err != nil {
			t.Errorf("%q: %v", c.source, err)
			continue
		}
		if diff := cmp.Diff(c.want, f.Objects[1]); diff != "" {
			t.Errorf("%q: %s", c.source, diff)
		}
	}
}

func TestAStreamIsReadByItsLength(t *testing.T) {
	const data = "endstream \xFF\r\n endobj"
	f, err := Parse(fileOf("<</Root 1 0 R>>", "<<>>", "<</Length 20/Kind /Odd>>\nstream\n"+data+"\nendstream"))
	if err != nil {
		t.Fatal(err)
	}
	want := &Stream{Dict: Dict{"Kind": Name("Odd")}, Data: []byte(data)}
	if diff := cmp.Diff(want, f.Objects[2]); diff != "" {
		t.Error(diff)
	}
}

func TestWhatIsNotWholeIsAnError(t *testing.T) {
	for _, source := range []string{
		"", "1 2", "(open", `(\`, `(\9`, `(\777)`, "<4x>", "<41", "<</A>>", "<</A 1", "<<1 2>>", "[1", "[", "/", "/A#4", "/A#zz",
		"1.2.3", "NaN", "Inf", "word", ">>", "]", strings.Repeat("[", 200) + strings.Repeat("]", 200),
		"<</Length 99>>\nstream\nshort\nendstream", "<</Length -1>>\nstream\n\nendstream", "<<>>\nstream\n\nendstream",
		"<</Length 3>>\nstream\nabcdef\nendstream", "<</Length 0>>\nstream",
	} {
		if _, err := Parse(fileOf("<</Root 1 0 R>>", source)); err == nil {
			t.Errorf("%.40q is read without an error", source)
		}
	}
}

func TestAFileThatWasCutOffIsAnError(t *testing.T) {
	whole := fileOf("<</Root 1 0 R>>", "<</Type/Catalog/A[1 2.5 (three)]>>", "<</Length 4>>\nstream\ndata\nendstream")
	if _, err := Parse(whole); err != nil {
		t.Fatal(err)
	}
	for n := range bytes.LastIndexByte(bytes.TrimSuffix(whole, []byte("\n%%EOF\n")), '\n') + 1 {
		if _, err := Parse(whole[:n]); err == nil {
			t.Errorf("no error with %d bytes of %d", n, len(whole))
		}
	}
}

func TestATableThatLiesIsAnError(t *testing.T) {
	whole := string(fileOf("<</Root 1 0 R>>", "null", "true"))
	for name, change := range map[string][2]string{
		"the header":           {"%PDF-", "%FDP-"},
		"an object's number":   {"2 0 obj", "3 0 obj"},
		"its generation":       {"2 0 obj", "2 1 obj"},
		"its end":              {"endobj", "endabj"},
		"its offset":           {"0000000009 00000 n", "0000000010 00000 n"},
		"one beyond the end":   {"0000000009 00000 n", "0000900000 00000 n"},
		"how many there are":   {"0 3\n", "0 9\n"},
		"far too many":         {"0 3\n", "0 999999999\n"},
		"none":                 {"0 3\n", "0 0\n"},
		"the first of them":    {"0 3\n", "1 3\n"},
		"a free one":           {"0000000009 00000 n", "0000000009 00000 f"},
		"the word xref":        {"xref\n0", "xraf\n0"},
		"the word trailer":     {"trailer", "trialer"},
		"the trailer":          {"<</Root 1 0 R>>", "(Root 1 0 R  )"},
		"the table's place":    {"startxref\n", "startxref\n9"},
		"no place at all":      {"startxref", "starthere"},
		"no number of a place": {"startxref\n", "startxref\nx"},
	} {
		broken := strings.Replace(whole, change[0], change[1], 1)
		if broken == whole {
			t.Fatalf("%s: nothing changed", name)
		}
		if _, err := Parse([]byte(broken)); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestAReferenceToNothingIsNull(t *testing.T) {
	f := &File{Objects: []any{nil, Dict{"A": 1}}, Trailer: Dict{"Root": Ref(1), "Info": Ref(7)}}
	if root, err := f.Root(); err != nil || root["A"] != 1 {
		t.Errorf("root %v, %v", root, err)
	}
	for _, ref := range []Ref{-1, 0, 2, 7} {
		if v := f.resolve(ref); v != nil {
			t.Errorf("%d: %v", ref, v)
		}
	}
	if _, err := f.Dict(f.Trailer["Info"]); err == nil {
		t.Error("no error for a dictionary that is not there")
	}
}

// Anything that was read is written so that it reads the same.
func FuzzParse(f *testing.F) {
	f.Add(fileOf("<</Root 1 0 R/Info 2 0 R>>", "<</Type/Catalog>>", "<</Title(a\\(b\\)\\101)/Date<FEFF6F22>>>"))
	f.Add(fileOf("<</Root 1 0 R>>", "[1 -2 .5 true null 2 0 R /N#20 [] <<>>]", "<</Length 4/Filter/FlateDecode>>\nstream\ndata\nendstream"))
	f.Add(fileOf("<</Root 1 0 R>>", "<</Length 4>>\nstream\ndata\nendstream"))
	f.Fuzz(func(t *testing.T, data []byte) {
		file, err := Parse(data)
		if err != nil {
			return
		}
		again := rewritten(t, rewritten(t, file))
		if diff := cmp.Diff(again, rewritten(t, again)); diff != "" {
			t.Error(diff)
		}
	})
}

func rewritten(t *testing.T, f *File) *File {
	t.Helper()
	var b bytes.Buffer
	if _, err := f.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	again, err := unpack(b.Bytes())
	if err != nil {
		t.Fatalf("%v in %q", err, b.Bytes())
	}
	return again
}
