package proof

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"maps"
	"math/rand/v2"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"time"

	reader "github.com/ledongthuc/pdf"

	"betten/fonts"
	"betten/internal/change"
	"betten/internal/form"
	"betten/internal/layout"
	"betten/internal/pdf"
	"betten/internal/text"
)

// inSmall are the characters of the small face.
const inSmall = "変更日項目前後記載提出時期別添２（）係説明事0123456789/ あか゛が。葛"

// smallForm is a form whose words the small face has.
func smallForm() *form.Form {
	f := *official()[0].form
	f.Title, f.Marks = "変更", form.Marks{Ditto: "項目", Continues: "（後）", Continued: "（前）"}
	for i := range f.Columns {
		f.Columns[i].Heading = "変更"
		if f.Columns[i].Fits != "" {
			f.Columns[i].Fits = "変更日0123"
		}
	}
	return &f
}

func smallBook(tb testing.TB, s string) *layout.Sheet {
	tb.Helper()
	f := smallForm()
	sheet, problems := layout.LayOut(&change.Table{Entries: []change.Entry{{
		Date: change.Date{Text: "0123"}, Item: "項目", Before: s, After: "変更後。", Timing: "事後",
	}}}, f, text.NewRuler(f.Book.Size, text.MSPGothic()))
	if change.Failed(problems) {
		tb.Fatal(problems)
	}
	return sheet
}

// smallText is the text that is set in the small face.
const smallText = "変更前の記載0/9 （あが）か\u3099葛\U000E0100葛。"

// smallFace returns a face of some dozen characters. It is the one embedded in a PDF of ours,
// with the tables added that a PDF does not need.
func smallFace(tb testing.TB) []byte {
	tb.Helper()
	var b bytes.Buffer
	p, problems := layout.Paginate(smallBook(tb, inSmall+smallText), text.NewPrintRuler(10*text.Point, fonts.BIZUDPGothic()))
	if change.Failed(problems) {
		tb.Fatal(problems)
	}
	if err := pdf.Write(&b, p); err != nil {
		tb.Fatal(err)
	}
	file, err := reader.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		tb.Fatal(err)
	}
	page := file.Page(1)
	font := page.Font(page.Fonts()[0]).V
	cut, err := io.ReadAll(font.Key("DescendantFonts").Index(0).Key("FontDescriptor").Key("FontFile2").Reader())
	if err != nil {
		tb.Fatal(err)
	}
	glyphs := make(map[rune]uint16)
	var variant uint16
	for code, s := range toUnicode(font.Key("ToUnicode").Reader()) {
		if r := []rune(s); len(r) == 1 {
			glyphs[r[0]] = uint16(code)
		} else if r[0] == '葛' {
			variant = uint16(code)
		}
	}
	tables := tablesOf(cut)
	for _, name := range []string{"cvt ", "fpgm", "prep"} { // hints are copied unchanged, and are large
		if t, ok := tables[name]; ok {
			tables[name] = t[:min(len(t), 16)]
		}
	}
	tables["cmap"] = characterMap(glyphs, variant)
	tables["OS/2"] = slices.Concat([]byte{0, 4, 0, 0, 1, 144, 0, 5, 0, 0}, make([]byte, 86))
	tables["name"] = []byte{0, 0, 0, 1, 0, 18, 0, 3, 0, 1, 4, 9, 0, 6, 0, 10, 0, 0, 0, 'S', 0, 'm', 0, 'a', 0, 'l', 0, 'l'}
	tables["post"] = append([]byte{0, 3, 0, 0}, make([]byte, 28)...)
	return fontFile(tables)
}

func tablesOf(file []byte) map[string][]byte {
	tables := make(map[string][]byte)
	for i := range int(binary.BigEndian.Uint16(file[4:])) {
		entry := file[12+16*i:]
		at, length := binary.BigEndian.Uint32(entry[8:]), binary.BigEndian.Uint32(entry[12:])
		tables[string(entry[:4])] = slices.Clone(file[at : at+length])
	}
	return tables
}

// fontFile makes a TrueType file from its tables. Their checksums are not used.
func fontFile(tables map[string][]byte) []byte {
	names := slices.Sorted(maps.Keys(tables))
	file := binary.BigEndian.AppendUint16([]byte{0, 1, 0, 0}, uint16(len(names)))
	file = append(file, make([]byte, 6)...)
	at := 12 + 16*len(names)
	for _, name := range names {
		file = append(append(file, name...), 0, 0, 0, 0)
		file = binary.BigEndian.AppendUint32(file, uint32(at))
		file = binary.BigEndian.AppendUint32(file, uint32(len(tables[name])))
		at += (len(tables[name]) + 3) &^ 3
	}
	for _, name := range names {
		file = append(file, tables[name]...)
		file = append(file, make([]byte, -len(file)&3)...)
	}
	return file
}

// characterMap returns a cmap of two subtables: formats 12 and 14.
func characterMap(glyphs map[rune]uint16, variant uint16) []byte {
	u16, u32 := binary.BigEndian.AppendUint16, binary.BigEndian.AppendUint32
	b := u16(u16(nil, 0), 2)
	b = u32(u16(u16(b, 0), 5), 20)  // variation sequences
	b = u32(u16(u16(b, 3), 10), 50) // Unicode
	b = u32(u32(u16(b, 14), 30), 1) // one selector
	b = append(b, 0x0E, 0x01, 0x00)
	b = u32(u32(b, 0), 21)
	b = u32(b, 1)
	b = u16(append(b, 0, 0x84, 0x5B), variant) // 葛
	runes := slices.Sorted(maps.Keys(glyphs))
	b = u32(u32(u32(u16(u16(b, 12), 0), uint32(16+12*len(runes))), 0), uint32(len(runes)))
	for _, r := range runes {
		b = u32(u32(u32(b, uint32(r)), uint32(r)), uint32(glyphs[r]))
	}
	return b
}

// A user's font file (--pdf-font) may contain anything. It is refused with a message, or it
// sets the table.
func FuzzFontFile(f *testing.F) {
	small := smallFace(f)
	f.Add(small)
	for _, table := range slices.Sorted(maps.Keys(tablesOf(small))) {
		tables := tablesOf(small)
		delete(tables, table)
		f.Add(fontFile(tables))
		tables = tablesOf(small)
		for i := range tables[table] {
			tables[table][i] = 0xFF
		}
		f.Add(fontFile(tables))
	}
	book := smallBook(f, smallText)
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 1<<16 {
			t.Skip()
		}
		began := time.Now() // generous, since the machine may be busy
		err := tryFace(book, data)
		if took := time.Since(began); err != nil || took > time.Minute {
			t.Fatalf("after %v: %v", took, err)
		}
	})
}

// tryFace sets a table in a face. The face may be refused.
func tryFace(book *layout.Sheet, data []byte) error {
	face, err := text.ParseFace("Small", data)
	switch {
	case errors.Is(err, text.ErrNotTrueType), errors.Is(err, text.ErrBrokenFont), errors.Is(err, text.ErrNoEmbedding):
		return nil
	case err != nil:
		return err
	}
	p, problems := layout.Paginate(book, text.NewPrintRuler(book.Form.Print.Size, face))
	for _, problem := range problems {
		if problem.Kind != change.NoGlyph && problem.Kind != change.RowTooHigh {
			return errors.New(string(problem.Kind))
		}
	}
	var b bytes.Buffer
	err = pdf.Write(&b, p)
	switch {
	case err == nil && hasUnset(problems):
		return errors.New("what has no glyph is written")
	case err == nil && !pdf.Untouched(b.Bytes()):
		return errors.New("it is no PDF of ours")
	case err != nil && b.Len() > 0:
		return errors.New("a part of a PDF is written")
	case err == nil, hasUnset(problems), strings.HasSuffix(err.Error(), "the font file is broken"), strings.HasSuffix(err.Error(), "more different glyphs than a font can hold"):
		return nil
	}
	return err
}

func TestTheSmallFaceSetsItsTable(t *testing.T) {
	face, err := text.ParseFace("Small", smallFace(t))
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := face.Variant('葛', 0xE0100); !ok {
		t.Error("it has no variant")
	}
	p, problems := layout.Paginate(smallBook(t, smallText), text.NewPrintRuler(10*text.Point, face))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if err := checkPDF(p); err != nil {
		t.Error(err)
	}
	t.Log(len(face.Data), "bytes")
}

func BenchmarkAFontFile(b *testing.B) {
	small, book := smallFace(b), smallBook(b, smallText)
	for b.Loop() {
		if err := tryFace(book, small); err != nil {
			b.Fatal(err)
		}
	}
}

// spoil changes some bytes of a face, mostly in the small tables that describe how to read the
// large ones.
func spoil(r *rand.Rand, tables map[string][]byte) []byte {
	names := slices.Sorted(maps.Keys(tables))
	for range 1 + r.IntN(3) {
		name := pick(r, names)
		t := slices.Clone(tables[name])
		switch at := r.IntN(len(t)); r.IntN(6) {
		case 0:
			t = t[:at]
		case 1:
			t[at] ^= 1 << r.IntN(8)
		case 2, 3:
			binary.BigEndian.PutUint16(t[min(at, len(t)-2)&^1:], pick(r, []uint16{0, 1, 0x7FFF, 0x8000, 0xFFFF, uint16(r.IntN(0x10000))}))
		case 4:
			binary.BigEndian.PutUint32(t[min(at, len(t)-4)&^3:], pick(r, []uint32{0, 1, 0x7FFFFFFF, 0xFFFFFFFF, uint32(len(t)), r.Uint32()}))
		case 5:
			t = slices.Concat(t[:at], t[:1+r.IntN(len(t))])
		}
		if tables[name] = t; len(t) < 4 {
			delete(tables, name)
			names = slices.Sorted(maps.Keys(tables))
		}
	}
	file := fontFile(tables)
	if r.IntN(8) == 0 {
		file[4+r.IntN(12+16*len(tables)-4)] = byte(r.IntN(256))
	}
	return file
}

func TestASpoiltFontFileIsRefusedOrSetsTheTable(t *testing.T) {
	book, small := smallBook(t, smallText), smallFace(t)
	began := time.Now()
	for i := range *faces {
		data := spoil(rand.New(rand.NewPCG(*seed, uint64(i))), tablesOf(small))
		from := time.Now()
		func() {
			defer func() {
				if p := recover(); p != nil {
					t.Errorf("file %d: %v\n%s", i, p, debug.Stack())
				}
			}()
			if err := tryFace(book, data); err != nil {
				t.Errorf("file %d: %v", i, err)
			}
		}()
		if took := time.Since(from); took > time.Minute {
			t.Errorf("file %d took %v", i, took)
		}
	}
	t.Logf("%d files in %v", *faces, time.Since(began))
}
