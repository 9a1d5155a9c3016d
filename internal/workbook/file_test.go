package workbook

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// word is a sheet that says one word.
const word = `<row r="1"><c r="A1" t="inlineStr"><is><t>変更箇所</t></is></c></row>`

func TestAPartIsFoundHoweverItsNameIsWritten(t *testing.T) {
	for _, target := range []string{
		"worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml", "./worksheets/sheet1.xml", "../xl/worksheets/sheet1.xml",
		`worksheets\sheet1.xml`, `\xl\worksheets\sheet1.xml`, "Worksheets/Sheet1.XML", "//xl/worksheets//sheet1.xml", "../../xl/worksheets/sheet1.xml",
	} {
		parts := rows(word)
		parts[bookRels] = strings.Replace(parts[bookRels], "worksheets/sheet1.xml", target, 1)
		holds(t, target, parts, "A1=変更箇所")
	}
	for _, name := range []string{"XL/Worksheets/Sheet1.xml", `xl\worksheets\sheet1.xml`, "/xl/worksheets/sheet1.xml"} {
		parts := rows(word)
		parts[name] = parts[sheetPart]
		delete(parts, sheetPart)
		holds(t, name, parts, "A1=変更箇所")
	}
}

func TestTheStrictFormIsReadAsTheTransitional(t *testing.T) {
	parts := shared(`<si><t>変更箇所</t></si>`)
	for name, part := range parts {
		part = strings.ReplaceAll(part, mainSpace, strictMain)
		parts[name] = strings.ReplaceAll(part, officeSpace, strictOffice)
	}
	holds(t, "strict", parts, "A1=変更箇所")
	for name, part := range parts {
		part = strings.ReplaceAll(part, `xmlns="`+strictMain+`"`, `xmlns:x="`+strictMain+`"`)
		for _, e := range []string{"worksheet", "sheetData", "row", "c", "v", "sst", "si", "t", "workbook", "sheets", "sheet"} {
			for _, at := range []string{"<", "</"} {
				for _, end := range []string{" ", ">", "/"} {
					part = strings.ReplaceAll(part, at+e+end, at+"x:"+e+end)
				}
			}
		}
		parts[name] = part
	}
	if !strings.Contains(parts[sheetPart], "<x:c ") {
		t.Fatal(parts[sheetPart])
	}
	holds(t, "with a prefix", parts, "A1=変更箇所")
}

func TestSheetsAreListedAsTheBookNamesThem(t *testing.T) {
	parts := rows(word)
	parts[bookPart] = `<workbook xmlns:r="` + officeSpace + `"><sheets><sheet name="一&amp;二" r:id="rId1"/><sheet name="隠" state="hidden" r:id="rId1"/>` +
		`<sheet name="深" state="veryHidden" r:id="rId1"/><sheet name="図" r:id="rId9"/><sheet name="無" r:id="rId2"/></sheets></workbook>`
	b, err := Open(pack(parts))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, s := range b.Sheets {
		got = append(got, fmt.Sprint(s.Name, s.Hidden))
	}
	if want := "一&二false 隠true 深true"; strings.Join(got, " ") != want {
		t.Errorf("%v, want %s", got, want)
	}
}

// A part that was cut off anywhere is broken, or says all that it said: it never
// is a shorter table.
func TestAPartThatBreaksOffIsBrokenOrWhole(t *testing.T) {
	parts := book(`<cols><col min="1" max="1"/></cols><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>45615</v></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>い</t></is></c></row></sheetData>`)
	parts[sheetPart] = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" + parts[sheetPart] + "\n"
	parts[stringsPart] = fmt.Sprintf(sharedSpelled, `<si><r><t>あ</t></r><r><t>あ</t></r></si>`) + "\n"
	parts[stylesPart] = formatted(14)
	const want = "A1=ああ B1=2024/11/19 A2=い"
	holds(t, "the whole", parts, want)
	for _, name := range []string{sheetPart, stringsPart, stylesPart, bookPart, bookRels, packageRels} {
		whole := parts[name]
		broken := 0
		for end := range len(whole) {
			parts[name] = whole[:end]
			g, err := read(parts)
			switch {
			case errors.Is(err, ErrBroken), errors.Is(err, ErrNotWorkbook):
				broken++
			case err != nil || list(g) != want:
				t.Errorf("%s cut at %d of %d: %v, %v", name, end, len(whole), g, err)
			}
		}
		parts[name] = whole
		if broken < len(whole)-len("\n") {
			t.Errorf("%s: %d of %d were broken", name, broken, len(whole))
		}
	}
}

func TestAFileThatBreaksOffIsRefused(t *testing.T) {
	whole := pack(rows(word))
	for end := range len(whole) {
		b, err := Open(whole[:end])
		if err == nil {
			t.Errorf("cut at %d of %d: %v", end, len(whole), b.Sheets)
		} else {
			checkFault(t, err)
		}
	}
}

// checkFault holds an error to those that the package has.
func checkFault(t *testing.T, err error) {
	t.Helper()
	for _, known := range []error{ErrNotWorkbook, ErrOldFormat, ErrBinary, ErrPassword, ErrTooLarge, ErrLongText, ErrBroken} {
		if errors.Is(err, known) {
			return
		}
	}
	if cell := LongCell(""); errors.As(err, &cell) {
		return
	}
	t.Errorf("an error of no kind: %v", err)
}

func TestAPartThatIsMissingOrWrongIsNamed(t *testing.T) {
	without := func(name string) map[string]string {
		parts := shared(`<si><t>あ</t></si>`)
		delete(parts, name)
		return parts
	}
	with := func(name, part string) map[string]string {
		parts := shared(`<si><t>あ</t></si>`)
		parts[name] = part
		return parts
	}
	for name, of := range map[string]struct {
		parts map[string]string
		want  error
	}{
		"no parts":           {map[string]string{}, ErrNotWorkbook},
		"no relations":       {without(packageRels), ErrNotWorkbook},
		"no book":            {without(bookPart), ErrNotWorkbook},
		"no sheet":           {without(sheetPart), ErrBroken},
		"no strings":         {without(stringsPart), ErrBroken},
		"no styles":          {without(stylesPart), ErrBroken},
		"a document":         {with(bookPart, `<w:document xmlns:w="urn:w"/>`), ErrNotWorkbook},
		"a binary book":      {with(packageRels, `<Relationships><Relationship Type="x/officeDocument" Target="xl/workbook.bin"/></Relationships>`), ErrBinary},
		"an empty sheet":     {with(sheetPart, ""), ErrBroken},
		"a sheet of a text":  {with(sheetPart, "あ"), ErrBroken},
		"a sheet of bytes":   {with(sheetPart, "\x00\xff\xfe"), ErrBroken},
		"a sheet of no UTF8": {with(sheetPart, "<worksheet>\x8f\xf4</worksheet>"), ErrBroken},
		"other encoding":     {with(sheetPart, `<?xml version="1.0" encoding="Shift_JIS"?><worksheet/>`), ErrBroken},
		"crossed elements":   {with(sheetPart, `<worksheet><a><b></a></b></worksheet>`), ErrBroken},
		"unknown entity":     {with(sheetPart, `<worksheet><sheetData><row><c t="str"><v>&yen;</v></c></row></sheetData></worksheet>`), ErrBroken},
	} {
		g, err := read(of.parts)
		if !errors.Is(err, of.want) {
			t.Errorf("%s: %v, %v, want %v", name, g, err, of.want)
		}
	}
}

func TestWhatIsNoZipIsNamed(t *testing.T) {
	ole := "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"
	for data, want := range map[string]error{
		"": ErrNotWorkbook, "P": ErrNotWorkbook, "変更箇所": ErrNotWorkbook, "<html>": ErrNotWorkbook,
		"PK": ErrBroken, "PK\x03\x04": ErrBroken, "PK\x05\x06": ErrBroken,
		ole: ErrOldFormat, ole + string(wide("EncryptedPackage")): ErrPassword,
	} {
		if _, err := Open([]byte(data)); !errors.Is(err, want) {
			t.Errorf("%q: %v, want %v", data, err, want)
		}
	}
}

func TestEntitiesOfADocumentTypeAreRefusedAtOnce(t *testing.T) {
	laughs := `<!DOCTYPE w [<!ENTITY a "あああああああああ">`
	for c := 'b'; c <= 'z'; c++ {
		laughs += fmt.Sprintf(`<!ENTITY %c "%s">`, c, strings.Repeat(fmt.Sprintf("&%c;", c-1), 10))
	}
	laughs += "]>"
	for name, doctype := range map[string]string{
		"laughs": laughs, "a file": `<!DOCTYPE w [<!ENTITY z SYSTEM "file:///etc/passwd">]>`,
		"a parameter": `<!DOCTYPE w [<!ENTITY % z SYSTEM "http://127.0.0.1/x">%z;]>`,
	} {
		for _, part := range []string{sheetPart, stringsPart} {
			parts := shared(`<si><t>あ</t></si>`)
			at := `<t>あ</t>`
			if part == sheetPart {
				at = `<v>0</v>`
			}
			parts[part] = doctype + strings.Replace(parts[part], at, at[:3]+"&z;"+at[len(at)-4:], 1)
			if _, err := read(parts); !errors.Is(err, ErrBroken) {
				t.Errorf("%s in %s: %v", name, part, err)
			}
		}
	}
}

func TestElementsMayNotBeDeepWithoutEnd(t *testing.T) {
	deep := func(n int) string {
		return strings.Repeat("<ext>", n) + `<c r="A1" t="inlineStr"><is><t>あ</t></is></c>` + strings.Repeat("</ext>", n)
	}
	holds(t, "50", rows("<row>"+deep(50)+"</row>"), "A1=あ")
	for _, at := range []string{"<row>" + deep(1_000_000) + "</row>", `<row><c><v>` + deep(1_000_000) + `</v></c></row>`} {
		if _, err := read(rows(at)); !errors.Is(err, ErrBroken) {
			t.Error(err)
		}
	}
}

// allocated returns how many bytes were allocated while something ran.
func allocated(run func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	run()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

func TestACellInTheLastColumnTakesNoMoreRoomThanOneInTheFirst(t *testing.T) {
	sheet := func(column string) map[string]string {
		var b strings.Builder
		for n := range 10_000 {
			fmt.Fprintf(&b, `<row r="%d"><c r="%s%d" t="inlineStr"><is><t>あ</t></is></c></row>`, n+1, column, n+1)
		}
		return rows(b.String())
	}
	read := func(column string) uint64 {
		parts := sheet(column)
		return allocated(func() {
			if g, err := read(parts); err != nil || len(g.Rows) != 10_000 || len(g.Rows[9_999].Cells) != 1 {
				t.Errorf("column %s: %v", column, err)
			}
		})
	}
	if first, last := read("A"), read("XFD"); last > first*3/2 {
		t.Errorf("column A took %d bytes, XFD %d", first, last)
	}
}

// A book may name a sheet a thousand times over.
func TestTheSheetsOfABookMayNotBeLongWithoutEnd(t *testing.T) {
	b, err := Open(pack(rows(word)))
	if err != nil {
		t.Fatal(err)
	}
	b.opened = maxBook - 500
	for n := range 20 {
		if _, err := b.Read(b.Sheets[0]); err != nil {
			if n == 0 || !errors.Is(err, ErrTooLarge) {
				t.Errorf("the sheet no. %d: %v", n+1, err)
			}
			return
		}
	}
	t.Error("20 sheets were read")
}

func TestAMillionCellsAreReadInSeconds(t *testing.T) {
	if testing.Short() {
		t.Skip("slow")
	}
	row := "<row>" + strings.Repeat(`<c t="s"><v>0</v></c>`, 100) + "</row>"
	parts := rows(strings.Repeat(row, 10_000))
	parts[stringsPart] = fmt.Sprintf(sharedSpelled, `<si><t>あ</t></si>`)
	begin := time.Now()
	if g, err := read(parts); err != nil || len(g.Rows) != 10_000 || g.Rows[9_999].Cells[99].Text != "あ" {
		t.Error(err)
	}
	if took := time.Since(begin); took > time.Minute {
		t.Errorf("took %v", took)
	} else {
		t.Log(took)
	}
}

func TestAPartWithAPasswordIsNotRead(t *testing.T) {
	parts := rows(word)
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, part := range parts {
		h := &zip.FileHeader{Name: name}
		if name == sheetPart {
			h.Flags = 1
		}
		w, err := z.CreateHeader(h)
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(w, part)
	}
	z.Close()
	book, err := Open(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := book.Read(book.Sheets[0]); !errors.Is(err, ErrPassword) {
		t.Error(err)
	}
}

// Which of two parts of one name counts, every program decides as it likes.
func TestTwoPartsOfOneNameAreRefused(t *testing.T) {
	for _, name := range []string{sheetPart, "XL/worksheets/sheet1.xml", `xl\worksheets\sheet1.xml`} {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		parts := rows(word)
		for n, part := range parts {
			w, _ := z.Create(n)
			io.WriteString(w, part)
		}
		w, _ := z.Create(name)
		io.WriteString(w, strings.Replace(parts[sheetPart], "変更箇所", "別の表", 1))
		z.Close()
		if _, err := Open(b.Bytes()); !errors.Is(err, ErrBroken) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestPropertiesAndOtherProgramsPartsAreNoReasonToRefuseABook(t *testing.T) {
	parts := rows(word)
	parts[packageRels] = strings.Replace(parts[packageRels], "</Relationships>",
		`<Relationship Type="x/core-properties" Target="docProps/core.xml"/><Relationship Type="x/extended-properties" Target="docProps/app.xml"/></Relationships>`, 1)
	parts[bookRels] = strings.Replace(parts[bookRels], "</Relationships>",
		`<Relationship Type="x/customXml" Target="../customXml/item1.xml"/><Relationship Type="x/customXml" Target="../customXml/item2.xml"/>`+
			`<Relationship Type="x/hyperlink" TargetMode="External" Target="http://127.0.0.1/"/></Relationships>`, 1)
	// LibreOffice relates them to the package, from a folder that there is not.
	parts[packageRels] = strings.Replace(parts[packageRels], "</Relationships>", `<Relationship Type="x/customXml" Target="../customXml/item3.xml"/></Relationships>`, 1)
	parts["customXml/item3.xml"] = `<b/>`
	parts["docProps/core.xml"] = `<cp xmlns:dc="urn:dc"><dc:title>予防接種</dc:title><dc:title>二</dc:title></cp>`
	parts["docProps/app.xml"] = `<Properties><Company>みほん`
	parts["customXml/item2.xml"] = `<a/>`
	b, err := Open(pack(parts))
	if err != nil {
		t.Fatal(err)
	}
	if custom := slices.Collect(b.Custom(1 << 20)); b.Title != "予防接種" || b.Company != "" || fmt.Sprintf("%s", custom) != "[<a/> <b/>]" {
		t.Errorf("%q %q %q", b.Title, b.Company, custom)
	}
}
