// Package standards checks a PDF against PDF/A-2a (ISO 19005-2, level A) and PDF/UA-1 (ISO
// 14289-1). It is for tests. It shares no code with the package that writes our PDFs, not even a
// parser. It is strict: it reports everything that it does not know.
//
// It checks everything in files like ours that a program can check: text in composite TrueType
// fonts, lines and links, but no images. Anything else that the standards have rules for (images,
// forms, transparency, actions, attachments) is reported wherever it occurs. A fault has the
// clause of ISO 19005-2 ("6.2.11.4.1"), or the failure condition of the Matterhorn Protocol 1.1
// ("31-027"), with which the PDF Association tests for PDF/UA. All lists them.
//
// It does not check what only a person can judge: whether headings are really headings, whether
// the order is the reading order, whether a title is good.
package standards

import (
	"fmt"
	"slices"
)

// A Fault is a violation found in a PDF.
type Fault struct {
	Clause string // one of All
	What   string
}

// All are the clauses and failure conditions that Check knows, each with its requirement.
var All = map[string]string{
	"6.1.2":  "the header names version 1.n and is followed by a comment of four high bytes",
	"6.1.3":  "the trailer has an ID and no Encrypt, and nothing follows the end",
	"6.1.4":  "the cross-reference is a stream whose entries lead to their objects",
	"6.1.6":  "strings in hexadecimal have an even number of digits",
	"6.1.7":  "streams have their keywords on lines of their own, the right Length, and no file elsewhere",
	"6.1.8":  "names are UTF-8",
	"6.1.9":  "objects have their keywords on lines of their own and one space in their number",
	"6.1.12": "no permissions but those of signatures",
	"6.1.13": "numbers, strings, names, pages and nesting keep to the limits",
	"6.2.2":  "content has known operators alone and names only resources of its page",
	"6.2.3":  "one output intent with an ICC profile of a display, in RGB",
	"6.2.4":  "colours are grey or RGB, as the output intent",
	"6.2.5":  "no graphics state from elsewhere",
	"6.2.8":  "no images, forms or patterns",
	"6.2.10": "no transparency",

	"6.2.11.2":   "fonts are well-formed",
	"6.2.11.3":   "a composite font's character collection, map of glyphs and encoding agree",
	"6.2.11.4.1": "all fonts are embedded",
	"6.2.11.5":   "the widths that a font states are those of its glyphs",
	"6.2.11.7":   "each code stands for characters, by a map that has no U+0000, U+FEFF or U+FFFE; those for private use have ActualText",
	"6.2.11.8":   "no code shows .notdef, and each has a glyph",

	"6.3": "annotations are links, printed and not hidden",
	"6.4": "no forms",
	"6.5": "no actions",

	"6.6.2": "metadata are XMP in UTF-8, every property predefined or described",
	"6.6.3": "metadata say what the Info dictionary says",
	"6.6.4": "metadata state part 2, level A",
	"6.7":   "the document is tagged, in standard types, in a language",
	"6.8":   "no attachments",
	"6.9":   "no optional content",
	"6.10":  "no other presentations",
	"6.11":  "no requirements",

	"01-003": "no artifact within tagged content",
	"01-004": "no tagged content within an artifact",
	"01-005": "all content is tagged or an artifact",
	"01-007": "Suspects is not true",
	"02-001": "types that are no standard ones are mapped to one",
	"02-003": "no type is mapped in a circle",
	"02-004": "no standard type is mapped",
	"06-001": "there are metadata",
	"06-002": "metadata state PDF/UA part 1",
	"06-003": "metadata have a title",
	"07-001": "the title is to be shown",
	"09-004": "tables are made of rows, and rows of cells, in their order",
	"09-005": "lists are made of items",
	"09-006": "tables of contents are made of items",
	"10-001": "each code stands for a character",
	"11-001": "the language of the text is known",
	"11-006": "the language of the metadata is known",
	"14-002": "the first heading is H1",
	"14-003": "no level of headings is left out",
	"14-006": "headings are of one kind, H or H1 to H6",
	"15-003": "heading cells have a scope",
	"20-001": "optional content has names",
	"21-001": "attachments have names",
	"25-001": "no dynamic form",
	"26-001": "encryption lets a reader in",
	"28-008": "pages with annotations have an order of tabs",
	"28-009": "the order of tabs is that of the structure",
	"28-011": "links are in a Link element",
	"28-012": "links say where they lead",
	"30-001": "nothing is drawn from another file",
	"31-001": "a composite font's character collection agrees with its encoding",
	"31-004": "TrueType fonts within composite ones have a map of glyphs",
	"31-006": "encodings are predefined or embedded",
	"31-009": "fonts are embedded",
	"31-011": "fonts have all glyphs that are shown",
	"31-016": "widths are those of the glyphs",
	"31-027": "fonts have a map to Unicode",
	"31-028": "such a map has no U+0000",
	"31-029": "such a map has no U+FEFF or U+FFFE",
	"31-030": "no code shows .notdef",

	// About the structure as a whole: ISO 32000-1, 14.7, which both standards require.
	"14.7": "elements, contents and the parent tree lead to each other, each content used once",
}

// Check returns the faults of a PDF, in no particular order. It returns nil if there are none.
func Check(data []byte) []Fault {
	c := &checker{}
	defer func() {
		slices.SortFunc(c.faults, func(a, b Fault) int { return compareFaults(a, b) })
	}()
	f, err := parse(data, c.report)
	if err != nil {
		c.report("6.1.4", "%v", err)
		return c.faults
	}
	c.file = f
	c.document()
	c.metadata()
	c.pages()
	c.fonts()
	c.structure()
	return c.faults
}

// A checker checks one file.
type checker struct {
	file   *file
	faults []Fault

	pageRefs []ref
	marks    []map[int]markedContent // by page, then by number
	used     map[ref]map[int]bool    // codes shown, by font
	private  []privateUse
}

func (c *checker) report(clause, format string, args ...any) {
	if All[clause] == "" {
		panic("no clause " + clause)
	}
	c.faults = append(c.faults, Fault{clause, fmt.Sprintf(format, args...)})
}

func compareFaults(a, b Fault) int {
	if a.Clause != b.Clause {
		if a.Clause < b.Clause {
			return -1
		}
		return 1
	}
	return 0
}
