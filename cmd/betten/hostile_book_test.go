package main

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
)

// The maximum memory of the program in megabytes: the first for input that is refused at once, the
// second for input that must be read up to a limit.
const little, much = 120, 400

// hostileBook is a workbook that is checked, imported, and filled in.
func hostileBook(name, part string, say speech, words string, most int) hostile {
	h := hostile{name: name, args: "check a.xlsx|import a.xlsx -o out|build e.toml --into a.xlsx", status: exitFailed, words: words, most: most,
		make: func(t *testing.T, dir string) {
			put(t, dir, map[string]string{"e.toml": entries})
			all := parts()
			all[part] = say
			bind(t, filepath.Join(dir, "a.xlsx"), all)
		}}
	if words == "" {
		h.status = exitDone
	}
	return h
}

func TestAHostileWorkbookIsReadOrRefusedWithinBounds(t *testing.T) {
	programPath(t) // before large inputs are made in vain
	const n, m = 100_000, 1_000_000
	const main, rels, styles, strs, table = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/strings.xml", "xl/sheet.xml"
	laughs := `<!DOCTYPE w [<!ENTITY a "あああああああああ">`
	for c := 'b'; c <= 'z'; c++ {
		laughs += fmt.Sprintf(`<!ENTITY %c "%s">`, c, strings.Repeat(fmt.Sprintf("&%c;", c-1), 10))
	}
	const outside = `<!DOCTYPE w [<!ENTITY z SYSTEM "file:///etc/passwd">`
	deep := joined(times(m, "<a>"), times(m, "</a>"))
	row := func(of speech) speech { return joined(literal("<row>"), of, literal("</row>")) }
	cell := func(of speech) speech { return row(joined(literal(`<c t="str"><v>`), of, literal(`</v></c>`))) }
	list := func(before string, of speech, behind string) speech {
		return joined(literal(before), of, literal(behind))
	}
	for _, h := range []hostile{
		hostileBook("nothing is wrong", table, sheet(nil, nil), "", little),
		hostileBook("a billion laughs", table, list(laughs+"]>", sheet(cell(literal("&z;")), nil), ""), isBroken, little),
		hostileBook("a billion laughs of styles", styles, list(laughs+"]>", literal("<styleSheet>&z;</styleSheet>"), ""), isBroken, little),
		hostileBook("an entity of a file", table, list(outside+"]>", sheet(cell(literal("&z;")), nil), ""), isBroken, little),
		hostileBook("deep in a row", table, sheet(row(deep), nil), isBroken, little),
		hostileBook("deep below the rows", table, sheet(nil, deep), isBroken, little),
		hostileBook("deep styles", styles, deep, isBroken, little),
		hostileBook("half a million attributes", table, sheet(list("<row ", counted(m/2, `a%d="" `), "></row>"), nil), tooLarge, little),
		hostileBook("a text of 100 MB", strs, list("<sst><si><t>", times(5*m, "01234567890123456789"), "</t></si></sst>"), tooLarge, little),
		hostileBook("a text of 100 MB in pieces", table, sheet(cell(times(100_000, strings.Repeat("x", 1000)+"<!-- -->")), nil), tooLarge, little),
		hostileBook("a comment of 100 MB", table, sheet(nil, list("<!--", times(5*m, "01234567890123456789"), "-->")), tooLarge, little),
		hostileBook("a million entries", table, sheet(times(m, entryRow), nil), tooLarge, little),
		hostileBook("a million styles", styles, list("<styleSheet><fonts><font/></fonts><cellXfs>", times(m, "<xf/>"), "</cellXfs></styleSheet>"), tooLarge, little),
		hostileBook("200,000 formats", styles, list("<styleSheet><numFmts>", counted(2*n, `<numFmt numFmtId="%d" formatCode="0"/>`), "</numFmts></styleSheet>"), tooLarge, little),
		hostileBook("a million sheets", main, list(`<workbook xmlns:r="u"><sheets>`, times(m, `<sheet name="表" r:id="rId1"/>`), "</sheets></workbook>"), tooLarge, little),
		hostileBook("a sheet named at length", main, list(`<workbook xmlns:r="u"><sheets><sheet r:id="rId1" name="`, times(m, "x"), `"/></sheets></workbook>`), tooLarge, little),
		hostileBook("200,000 relations", rels, list("<Relationships>", times(2*n, `<Relationship Id="rId1" Type="x/worksheet" Target="sheet.xml"/>`), "</Relationships>"), tooLarge, little),
		hostileBook("a part of 4 GB of spaces", "xl/sheet.xml", nil, tooLarge, little),
		hostileBook("2,000 entries", table, sheet(times(2_000, entryRow), nil), "", much),
		hostileBook("10,000 columns described", table, sheet(times(1000, "<row/>"), list("<cols>", counted(10_000, `<col min="%[1]d" max="16384" width="9"/>`), "</cols>")), "", much),
	} {
		t.Run(h.name, func(t *testing.T) {
			if strings.Contains(h.name, "4 GB") {
				h.make = func(t *testing.T, dir string) {
					put(t, dir, map[string]string{"e.toml": entries, "a.xlsx": string(inflating(t, "xl/sheet.xml", 4095, 4095<<20))})
				}
			}
			h.run(t)
		})
	}
	read := func(h hostile) hostile { h.heavy, h.args = true, "check a.xlsx|import a.xlsx -o out"; return h }
	for _, h := range []hostile{
		read(hostileBook("a million cells", table, sheet(times(10_000, "<row>"+strings.Repeat(`<c t="s"><v>0</v></c>`, 100)+"</row>"), nil), "", much)),
		read(hostileBook("a million empty rows", table, sheet(times(m, "<row/>"), nil), "", little)),
		read(hostileBook("10 million empty cells", table, sheet(times(m/10, "<row>"+strings.Repeat("<c/>", 100)+"</row>"), nil), "", little)),
		read(hostileBook("two million texts", strs, list("<sst>", times(2*m, "<si/>"), "</sst>"), "", much)),
		read(hostileBook("30 million elements", table, sheet(nil, list("<x>", times(30*m, "<a/>"), "</x>")), tooLarge, little)),
		read(hostileBook("a million merged ranges", table, sheet(nil, list("<mergeCells>", counted(m, `<mergeCell ref="C%[1]d:D%[1]d"/>`), "</mergeCells>")), tooLarge, much)),
		read(hostileBook("50,000 entries", table, sheet(times(50_000, entryRow), nil), "", much)),
	} {
		t.Run(h.name, h.run)
	}
	h := hostileBook("a million cells of another sheet", table, sheet(times(10_000, "<row>"+strings.Repeat(`<c t="s"><v>0</v></c>`, 100)+"</row>"), nil), tooLarge, much)
	h.heavy, h.args = true, "build e.toml --into a.xlsx"
	t.Run(h.name, h.run)
}

// zeros is a stream of so many megabytes of zeros, as deflate packs it.
func zeros(megabytes int) []byte {
	var b bytes.Buffer
	w, _ := flate.NewWriter(&b, flate.BestCompression)
	w.Write(make([]byte, 1<<20))
	w.Flush()
	w.Write(make([]byte, 1<<20))
	first := b.Len()
	w.Flush()
	again := bytes.Clone(b.Bytes()[first:]) // a megabyte like the one before
	for range megabytes - 2 {
		b.Write(again)
	}
	b.Write([]byte{1, 0, 0, 0xFF, 0xFF}) // the final block
	return b.Bytes()
}

// raw adds a file to a zip, with any header.
func raw(t *testing.T, z *zip.Writer, name string, data []byte, packed, size uint64) {
	t.Helper()
	w, err := z.CreateRaw(&zip.FileHeader{Name: name, Method: zip.Deflate, CompressedSize64: packed, UncompressedSize64: size})
	if err != nil {
		t.Fatal(err)
	}
	w.Write(data)
}

// inflating is a workbook of which one part inflates to some number of megabytes but declares
// another size.
func inflating(t *testing.T, part string, megabytes int, says uint64) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, say := range parts() {
		if name == part {
			data := zeros(megabytes)
			raw(t, z, name, data, uint64(len(data)), says)
			continue
		}
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		pourInto(w, say)
	}
	z.Close()
	return b.Bytes()
}

func TestAHostileZipIsRefused(t *testing.T) {
	programPath(t) // before large inputs are made in vain
	many := func(name string) func(*testing.T) []byte {
		return func(t *testing.T) []byte {
			var b bytes.Buffer
			z := zip.NewWriter(&b)
			for i := range 300_000 {
				raw(t, z, fmt.Sprintf(name, i), nil, 0, 0)
			}
			z.Close()
			return b.Bytes()
		}
	}
	shared := func(name string) func(*testing.T) []byte {
		return func(t *testing.T) []byte {
			var b bytes.Buffer
			z := zip.NewWriter(&b)
			data := zeros(100)
			raw(t, z, fmt.Sprintf(name, 0), data, uint64(len(data)), 100<<20)
			for i := range 1000 { // none of them has data in the zip
				raw(t, z, fmt.Sprintf(name, i+1), nil, uint64(len(data)), 100<<20)
			}
			z.Close()
			all := b.Bytes()
			for at := 0; ; at += 46 { // all files begin where the first does
				next := bytes.Index(all[at:], []byte("PK\x01\x02"))
				if next < 0 {
					return all
				}
				at += next
				binary.LittleEndian.PutUint32(all[at+42:], 0)
			}
		}
	}
	one := func(name string, megabytes int, says uint64) func(*testing.T) []byte {
		return func(t *testing.T) []byte {
			var b bytes.Buffer
			z := zip.NewWriter(&b)
			data := zeros(megabytes)
			raw(t, z, name, data, uint64(len(data)), says)
			z.Close()
			return b.Bytes()
		}
	}
	within := func(depth int) func(*testing.T) []byte {
		return func(t *testing.T) []byte {
			data := []byte(entries)
			name := "a.toml"
			for range depth {
				var b bytes.Buffer
				z := zip.NewWriter(&b)
				w, _ := z.Create(name)
				w.Write(data)
				z.Close()
				data, name = b.Bytes(), "a.zip"
			}
			return data
		}
	}
	book := func(part string, megabytes int, says uint64) func(*testing.T) []byte {
		return func(t *testing.T) []byte { return inflating(t, part, megabytes, says) }
	}
	const readBook = "check a.xlsx|import a.xlsx -o out|build e.toml --into a.xlsx"
	for _, test := range []struct {
		name, file, args, words string
		data                    func(*testing.T) []byte
	}{
		{"a zip in a zip, again and again", "a.zip", "batch a.zip -o out", "ZIP の中の ZIP", within(6)},
		{"files that share their bytes", "a.zip", "batch a.zip -o out", isBroken, shared("%d.toml")},
		{"300,000 files", "a.zip", "batch a.zip -o out", tooLarge, many("%d.toml")},
		{"a file of 4 GB", "a.zip", "batch a.zip -o out", tooLarge, one("a.toml", 4095, 4095<<20)},
		{"a file of 4 GB that is said to be small", "a.zip", "batch a.zip -o out", isBroken, one("a.toml", 4095, 10)},
		{"a file that is said to be large", "a.zip", "batch a.zip -o out", isBroken, one("a.toml", 3, 200<<20)},
		{"a file that is said to be larger than any", "a.zip", "batch a.zip -o out", tooLarge, one("a.toml", 3, 1<<62)},
		{"a name that leaves the folder", "a.zip", "batch a.zip -o out", "安全でない名前", one("../../e.toml", 3, 3<<20)},
		{"a name from the root", "a.zip", "batch a.zip -o out", "安全でない名前", one("/tmp/e.toml", 3, 3<<20)},
		{"a name of Windows", "a.zip", "batch a.zip -o out", "安全でない名前", one(`C:\e.toml`, 3, 3<<20)},
		{"parts that share their bytes", "a.xlsx", readBook, isBroken, shared("xl/sheet%d.xml")},
		{"300,000 parts", "a.xlsx", readBook, tooLarge, many("xl/sheet%d.xml")},
		{"a part of 4 GB that is said to be small", "a.xlsx", readBook, isBroken, book("xl/sheet.xml", 4095, 10)},
		{"a part that is said to be large", "a.xlsx", readBook, isBroken, book("xl/sheet.xml", 3, 100<<20)},
		{"styles of 4 GB", "a.xlsx", readBook, tooLarge, book("xl/styles.xml", 4095, 4095<<20)},
		{"a workbook of 4 GB in the place of an output", "e.xlsx", "build e.toml", "置き換えませんでした", book("xl/sheet.xml", 4095, 4095<<20)},
		{"shared bytes in the place of an output", "e.xlsx", "build e.toml", "置き換えませんでした", shared("xl/sheet%d.xml")},
	} {
		h := hostile{args: test.args, status: exitFailed, words: test.words, most: much, make: func(t *testing.T, dir string) {
			put(t, dir, map[string]string{"e.toml": entries, test.file: string(test.data(t))})
		}}
		t.Run(test.name, h.run)
	}
}
