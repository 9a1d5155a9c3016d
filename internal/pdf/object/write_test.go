package object

import (
	"bytes"
	"compress/zlib"
	"errors"
	"io"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestValuesAreWrittenPlainly(t *testing.T) {
	for _, c := range []struct {
		value any
		want  string
	}{
		{nil, "null"},
		{true, "true"},
		{-3, "-3"},
		{0.125, "0.125"},
		{1e21, "1000000000000000000000"}, // PDF has no exponents
		{500., "500"},
		{Name("Lang"), "/Lang"},
		{Name("A B/#(\x80"), "/A#20B#2F#23#28#80"},
		{String("plain (and) \\"), `(plain \(and\) \\)`},
		{String("\xFE\xFFo\""), "<FEFF6F22>"},
		{String("line\nline"), "<6C696E650A6C696E65>"},
		{Ref(12), "12 0 R"},
		{Array{}, "[]"},
		{Array{1, Name("A"), Array{nil}}, "[1 /A [null]]"},
		{Dict{}, "<<>>"},
		{Dict{"B": 2, "A": Dict{"C": Ref(1)}}, "<</A <</C 1 0 R\n>>\n/B 2\n>>"},
	} {
		if got := string(appendValue(nil, c.value)); got != c.want {
			t.Errorf("%#v is written as %q, want %q", c.value, got, c.want)
		}
	}
}

func TestATextIsUTF16UnlessItIsASCII(t *testing.T) {
	for s, want := range map[string]String{
		"":       "",
		"betten": "betten",
		"市":      "\xFE\xFF\x5E\x02",
		"𠮷":      "\xFE\xFF\xD8\x42\xDF\xB7",
		"a\n":    "\xFE\xFF\x00a\x00\n",
		"þÿ":     "\xFE\xFF\x00\xFE\x00\xFF",
	} {
		if got := Text(s); got != want {
			t.Errorf("%q is %q, want %q", s, got, want)
		}
	}
}

// sample returns a file with one of everything.
func sample() *File {
	f := &File{Objects: []any{nil}, Trailer: Dict{}}
	root := f.Add(nil)
	plain := f.Add(&Stream{Data: []byte(strings.Repeat("plain text ", 50))})
	packed := f.Add(&Stream{Dict: Dict{"Filter": Name("ASCIIHexDecode")}, Data: []byte("414243>")})
	f.Objects[root] = Dict{"Type": Name("Catalog"), "All": Array{plain, packed, 1.5, String("市")}}
	f.Trailer["Root"] = root
	return f
}

func TestAFileReadsAsItWasWritten(t *testing.T) {
	f := sample()
	again := rewritten(t, f)
	packed := again.Objects[2].(*Stream)
	z, err := zlib.NewReader(bytes.NewReader(packed.Data))
	if err != nil {
		t.Fatal(err)
	}
	if packed.Data, err = io.ReadAll(z); err != nil {
		t.Fatal(err)
	}
	if packed.Dict["Filter"] != Name("FlateDecode") {
		t.Errorf("filter %v", packed.Dict["Filter"])
	}
	packed.Dict = nil
	if diff := cmp.Diff(f.Objects, again.Objects); diff != "" {
		t.Error(diff)
	}
	if again.Trailer["Root"] != Ref(1) {
		t.Errorf("trailer %v", again.Trailer)
	}
	if again.Objects[3].(*Stream).Dict["Length"] != nil || f.Objects[3].(*Stream).Dict["Length"] != nil {
		t.Error("a length is left in a dictionary")
	}
}

func TestAPlainStreamIsWrittenAsItIs(t *testing.T) {
	f := sample()
	f.Objects[2].(*Stream).Plain = true
	again := rewritten(t, f).Objects[2].(*Stream)
	if again.Dict["Filter"] != nil || !bytes.Equal(again.Data, f.Objects[2].(*Stream).Data) {
		t.Errorf("%v, %q", again.Dict, again.Data)
	}
}

func TestTheIDIsOfWhatTheFileHolds(t *testing.T) {
	id := func(f *File) String {
		ids, ok := rewritten(t, f).Trailer["ID"].(Array)
		if !ok || len(ids) != 2 || ids[0] != ids[1] || len(ids[0].(String)) != 16 {
			t.Fatalf("ID %v", ids)
		}
		return ids[0].(String)
	}
	other := sample()
	other.Objects[2].(*Stream).Data[0] = 'P'
	if first, again := id(sample()), id(sample()); first != again || first == id(other) {
		t.Error("the ID is not that of the objects")
	}
}

func TestFilesWrittenSideBySideHaveTheSameBytes(t *testing.T) {
	var want bytes.Buffer
	if n, err := sample().WriteTo(&want); err != nil || n != int64(want.Len()) {
		t.Fatalf("%d of %d bytes, %v", n, want.Len(), err)
	}
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			var got bytes.Buffer
			if _, err := sample().WriteTo(&got); err != nil || !bytes.Equal(want.Bytes(), got.Bytes()) {
				t.Errorf("other bytes, %v", err)
			}
		})
	}
	group.Wait()
}

func TestTheFirstErrorOfAWriterIsReturned(t *testing.T) {
	full := errors.New("disk full")
	for room := range 300 {
		n, err := sample().WriteTo(&shortWriter{room, full})
		if !errors.Is(err, full) || n > int64(room) {
			t.Fatalf("with room for %d bytes: %d, %v", room, n, err)
		}
	}
}

// A shortWriter has room for a limited number of bytes.
type shortWriter struct {
	room int
	err  error
}

func (w *shortWriter) Write(b []byte) (int, error) {
	if len(b) > w.room {
		return w.room, w.err
	}
	w.room -= len(b)
	return len(b), nil
}

func TestToUnicodeMapsCodeByCode(t *testing.T) {
	texts := []string{"left out", "市", "𠮷", "葛\U000E0100", "か\u3099"}
	got := string(ToUnicode(texts))
	want := "4 beginbfchar\n<0001> <5E02>\n<0002> <D842DFB7>\n<0003> <845BDB40DD00>\n<0004> <304B3099>\nendbfchar\n"
	if !strings.Contains(got, want) || strings.Contains(got, "bfrange") {
		t.Errorf("%s", got)
	}
}

func TestToUnicodeKeepsToTheLimitOfASection(t *testing.T) {
	for n, want := range map[int]string{
		0: "", 1: "1", 99: "99", 100: "100", 101: "100 1", 250: "100 100 50",
	} {
		var sections []string
		for line := range strings.Lines(string(ToUnicode(make([]string, n+1)))) {
			if s, ok := strings.CutSuffix(line, " beginbfchar\n"); ok {
				sections = append(sections, s)
			}
		}
		if got := strings.Join(sections, " "); got != want {
			t.Errorf("%d codes are in sections of %s, want %s", n, got, want)
		}
	}
}
