package pdf

import (
	"bytes"
	"slices"
	"testing"

	"betten/internal/change"
	"betten/internal/layout"
	"betten/internal/pdf/object"
	"betten/internal/pdf/standards"
	"betten/internal/specimen"
)

func TestAFileIsPDFA2aAndPDFUA1(t *testing.T) {
	named := oddTable(oddText)
	named.Organization, named.Assessment = "𠮷野市 <\"&'>\n（みほん）", "予防接種に関する事務"
	for name, p := range map[string]*layout.Print{
		"mihon city": laidOut(t, specimen.City(2), newRuler()),
		"odd text":   laidOut(t, named, newRuler()),
		"no entries": laidOut(t, &change.Table{}, newRuler()),
		"review":     reviewed(t, specimen.City(1), newRuler()),
		"odd review": reviewed(t, oddTable(oddText), newRuler()),
	} {
		for _, f := range standards.Check(written(t, p)) {
			t.Errorf("%s: %s (%s): %s", name, f.Clause, standards.All[f.Clause], f.What)
		}
	}
}

func TestTheReferenceIsPDFA2aAndPDFUA1(t *testing.T) {
	for _, f := range standards.Check(written(t, laidOut(t, specimen.Reference(t, 1), newRuler()))) {
		t.Errorf("%s (%s): %s", f.Clause, standards.All[f.Clause], f.What)
	}
}

// Faults are made in a valid file, one at a time, and must be recognised.
func TestEachFaultIsFound(t *testing.T) {
	type (
		dict  = object.Dict
		array = object.Array
		name  = object.Name
		text  = object.String
	)
	small := oddTable("変更前の記載\n２\n場所の変わった段落")
	var file *object.File // the current file
	root := func() dict { d, _ := file.Root(); return d }
	info := func() dict { d, _ := file.Dict(file.Trailer["Info"]); return d }
	// first returns the first object that has a key with a value.
	first := func(key name, value any) dict {
		for _, v := range file.Objects {
			if s, ok := v.(*object.Stream); ok {
				v = s.Dict
			}
			if d, ok := v.(dict); ok && d[key] == value {
				return d
			}
		}
		t.Fatalf("nothing has %s %v", key, value)
		return nil
	}
	streamOf := func(v any) *object.Stream { return file.Objects[v.(object.Ref)].(*object.Stream) }
	page := func() dict { return first("Type", name("Page")) }
	content := func(old, new string) {
		s := streamOf(page()["Contents"])
		if !bytes.Contains(s.Data, []byte(old)) {
			t.Fatalf("the page has no %q", old)
		}
		s.Data = bytes.Replace(s.Data, []byte(old), []byte(new), 1)
	}
	metadata := func(old, new string) {
		s := streamOf(root()["Metadata"])
		if !bytes.Contains(s.Data, []byte(old)) {
			t.Fatalf("the metadata have no %q", old)
		}
		s.Data = bytes.Replace(s.Data, []byte(old), []byte(new), 1)
	}
	// element replaces something in the first element of a kind.
	element := func(kind, old, new string) {
		for i, v := range file.Objects {
			e, ok := v.(object.Encoded)
			if ok && bytes.Contains(e, []byte("/S /"+kind+"\n")) && bytes.Contains(e, []byte(old)) {
				file.Objects[i] = object.Encoded(bytes.Replace(e, []byte(old), []byte(new), 1))
				return
			}
		}
		t.Fatalf("no %s has %q", kind, old)
	}
	font := func() dict { return first("Subtype", name("Type0")) }
	toUnicode := func(old, new string) {
		s := streamOf(font()["ToUnicode"])
		if !bytes.Contains(s.Data, []byte(old)) {
			t.Fatalf("ToUnicode has no %q", old)
		}
		s.Data = bytes.Replace(s.Data, []byte(old), []byte(new), 1)
	}
	structure := func() dict { d, _ := file.Dict(root()["StructTreeRoot"]); return d }
	intent := func() dict { return root()["OutputIntents"].(array)[0].(dict) }
	link := func() dict { return first("Subtype", name("Link")) }

	seeded := make(map[string]bool)
	for _, c := range []struct {
		clause string
		seed   func()
	}{
		{"6.1.3", func() { file.Trailer["Encrypt"] = dict{} }},
		{"6.1.7", func() { streamOf(page()["Contents"]).Dict = dict{"Filter": name("LZWDecode")} }},
		{"6.1.8", func() { root()["\xFF"] = 1 }},
		{"6.1.12", func() { root()["Perms"] = dict{} }},
		{"6.1.13", func() { info()["Title"] = text(bytes.Repeat([]byte("a"), 40000)) }},
		{"6.1.13", func() { first("Type", name("Pages"))["MediaBox"] = array{0, 0, 20000, 800} }},
		{"6.2.2", func() { content("EMC", "Q EMC") }},
		{"6.2.2", func() { content("EMC", "XX EMC") }},
		{"6.2.3", func() { delete(root(), "OutputIntents") }},
		{"6.2.3", func() {
			streamOf(intent()["DestOutputProfile"]).Data[40]++
			streamOf(intent()["DestOutputProfile"]).Data[0]++
		}},
		{"6.2.4", func() { content("EMC", "0 0 0 1 k EMC") }},
		{"6.2.5", func() { content("EMC", "/G gs EMC") }},
		{"6.2.8", func() { content("EMC", "/X Do EMC") }},
		{"6.2.10", func() { page()["Group"] = dict{"S": name("Transparency")} }},
		{"6.2.11.2", func() { font()["BaseFont"] = name("Other") }},
		{"6.2.11.3", func() { first("Subtype", name("CIDFontType2"))["CIDToGIDMap"] = nil }},
		{"31-004", func() { first("Subtype", name("CIDFontType2"))["CIDToGIDMap"] = nil }},
		{"31-001", func() { first("Subtype", name("CIDFontType2"))["CIDSystemInfo"].(dict)["Ordering"] = text("Japan1") }},
		{"31-006", func() { font()["Encoding"] = name("UniJIS-UTF16-H") }},
		{"6.2.11.4.1", func() { delete(first("Type", name("FontDescriptor")), "FontFile2") }},
		{"31-009", func() { delete(first("Type", name("FontDescriptor")), "FontFile2") }},
		{"6.2.11.5", func() { first("Subtype", name("CIDFontType2"))["DW"] = 900 }},
		{"31-016", func() { first("Subtype", name("CIDFontType2"))["W"] = array{1, array{10, 10, 10}} }},
		{"6.2.11.7", func() { delete(font(), "ToUnicode") }},
		{"31-027", func() { delete(font(), "ToUnicode") }},
		{"10-001", func() { toUnicode("<0005>", "<FF05>") }},
		{"31-028", func() { toUnicode("<0005> <", "<0005> <0000") }},
		{"31-029", func() { toUnicode("<0005> <", "<0005> <FEFF") }},
		{"6.2.11.7", func() { toUnicode("<0005> <", "<0005> <E000") }},
		{"6.2.11.8", func() { content("Tj", "Tj <0000> Tj") }},
		{"31-030", func() { content("Tj", "Tj <0000> Tj") }},
		{"31-011", func() { content("Tj", "Tj <7FFF> Tj") }},
		{"6.3", func() { link()["F"] = 2 }},
		{"6.3", func() { link()["Subtype"] = name("Sound") }},
		{"6.4", func() { root()["AcroForm"] = dict{} }},
		{"6.5", func() { link()["A"] = dict{"S": name("JavaScript")} }},
		{"6.5", func() { root()["OpenAction"] = array{} }},
		{"6.6.2", func() { delete(root(), "Metadata") }},
		{"06-001", func() { delete(root(), "Metadata") }},
		{"6.6.2", func() { metadata("http://www.aiim.org/pdfa/ns/extension/", "http://example.com/") }},
		{"6.6.2", func() { metadata("<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>", "") }},
		{"6.6.2", func() { metadata("</rdf:RDF>", "") }},
		{"6.6.3", func() { info()["Author"] = text("another") }},
		{"6.6.3", func() { info()["CreationDate"] = text("D:20240401000000+00'00'") }},
		{"6.6.3", func() { metadata("betten (fpdf)", "fpdf") }},
		{"6.6.4", func() { metadata("<pdfaid:conformance>A", "<pdfaid:conformance>B") }},
		{"06-002", func() { metadata("<pdfuaid:part>1", "<pdfuaid:part>2") }},
		{"06-003", func() { metadata("x-default", "en") }},
		{"6.7", func() { delete(root(), "MarkInfo") }},
		{"6.7", func() { delete(root(), "StructTreeRoot") }},
		{"01-007", func() { root()["MarkInfo"] = dict{"Marked": true, "Suspects": true} }},
		{"6.8", func() { root()["Names"] = dict{} }},
		{"21-001", func() { root()["X"] = file.Add(dict{"EF": dict{}}) }},
		{"6.9", func() { root()["OCProperties"] = dict{} }},
		{"20-001", func() { root()["X"] = file.Add(dict{"OC": 1}) }},
		{"6.10", func() { page()["PresSteps"] = dict{} }},
		{"6.11", func() { root()["Requirements"] = array{} }},
		{"25-001", func() { root()["X"] = file.Add(dict{"XFA": 1}) }},
		{"26-001", func() { file.Trailer["Encrypt"] = dict{} }},
		{"30-001", func() { root()["X"] = file.Add(dict{"Ref": dict{}}) }},
		{"01-003", func() { content("/MCID 0>> BDC", "/MCID 0>> BDC /Artifact BMC EMC") }},
		{"01-004", func() { content("/Artifact", "/Artifact BMC /P <</MCID 99>> BDC EMC EMC /Artifact") }},
		{"01-005", func() { content("/Artifact", "0 0 m 1 1 l S /Artifact") }},
		{"01-005", func() { content("/Artifact", "/P <</MCID 99>> BDC EMC /Artifact") }},
		{"14.7", func() { content("/MCID 1", "/MCID 0") }},
		{"14.7", func() { content("/MCID 1", "/MCID 77") }},
		{"14.7", func() { content("/H1 <</MCID", "/P <</MCID") }},
		{"14.7", func() { delete(page(), "StructParents") }},
		{"14.7", func() { element("TD", "/P ", "/P 1 0 R\n/X ") }},
		{"14.7", func() { structure()["ParentTreeNextKey"] = 0 }},
		{"02-001", func() { delete(structure(), "RoleMap") }},
		{"02-003", func() { structure()["RoleMap"] = dict{"Changed": name("Moved"), "Moved": name("Changed")} }},
		{"02-004", func() { structure()["RoleMap"] = dict{"P": name("H1"), "Changed": name("Span"), "Moved": name("Span")} }},
		{"07-001", func() { delete(root(), "ViewerPreferences") }},
		{"09-004", func() { element("TBody", "/S /TBody", "/S /TFoot"); element("THead", "/S /THead", "/S /TFoot") }},
		{"09-004", func() { element("TD", "/S /TD", "/S /TR") }},
		{"09-006", func() { element("TOCI", "/S /TOCI", "/S /P") }},
		{"09-005", func() { element("TOCI", "/S /TOCI", "/S /LI") }},
		{"11-001", func() { delete(root(), "Lang") }},
		{"11-006", func() { root()["Lang"] = text("日本") }},
		{"14-002", func() { element("H1", "/S /H1", "/S /H2") }},
		{"14-003", func() { element("H2", "/S /H2", "/S /H4") }},
		{"14-006", func() { element("H2", "/S /H2", "/S /H") }},
		{"15-003", func() { element("TH", "/Scope /Column", "/X 1") }},
		{"28-008", func() {
			for _, v := range file.Objects {
				if d, ok := v.(dict); ok && d["Annots"] != nil {
					delete(d, "Tabs")
				}
			}
		}},
		{"28-009", func() {
			for _, v := range file.Objects {
				if d, ok := v.(dict); ok && d["Annots"] != nil {
					d["Tabs"] = name("R")
				}
			}
		}},
		{"28-011", func() { element("Link", "/S /Link", "/S /Span") }},
		{"28-012", func() { delete(link(), "Contents") }},
	} {
		seeded[c.clause] = true
		var err error
		if file, err = build(reviewed(t, small, newRuler())); err != nil {
			t.Fatal(err)
		}
		c.seed()
		var b bytes.Buffer
		if _, err := file.WriteTo(&b); err != nil {
			t.Fatal(err)
		}
		found := standards.Check(b.Bytes())
		if !slices.ContainsFunc(found, func(f standards.Fault) bool { return f.Clause == c.clause }) {
			t.Errorf("a fault against %s (%s) is not found; found are %v", c.clause, standards.All[c.clause], found)
		}
	}
	good := written(t, reviewed(t, small, newRuler()))
	for clause, change := range map[string][2]string{
		"6.1.2": {"%PDF-1.7", "%PDF-2.0"},
		"6.1.3": {"%%EOF\n", "%%EOF\nmore"},
		"6.1.4": {"startxref\n", "startxref\n1"},
		"6.1.6": {"/ID [<", "/ID [<4"},
		"6.1.7": {"\nendstream", " endstream"},
		"6.1.9": {" 0 obj\n", " 0 obj "},
	} {
		seeded[clause] = true
		found := standards.Check(bytes.Replace(good, []byte(change[0]), []byte(change[1]), 1))
		if !slices.ContainsFunc(found, func(f standards.Fault) bool { return f.Clause == clause }) {
			t.Errorf("a fault against %s is not found; found are %v", clause, found)
		}
	}
	for clause := range standards.All {
		if !seeded[clause] {
			t.Errorf("no fault against %s is tried", clause)
		}
	}
}
