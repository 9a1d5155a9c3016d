package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
)

// japaneseData are the files and packages, besides words*.go, whose strings may have Japanese, and
// its purpose there. None of it is a message.
var japaneseData = map[string]string{
	"fonts/fonts.go":                "names of faces",
	"internal/change/check.go":      "words of a timing and of a mark",
	"internal/change/alike.go":      "characters that look alike",
	"internal/change/meant.go":      "how a date is written",
	"internal/change/date.go":       "eras, and how a date is written",
	"internal/change/marks.go":      "spellings of the marks of a cut cell",
	"internal/change/names.go":      "names of columns",
	"internal/change/radical.go":    "characters that look alike",
	"internal/change/sample.go":     "the entries of a file to start from",
	"internal/change/table.go":      "the official words of the form",
	"internal/compare":              "what Japanese texts are made of",
	"internal/grid":                 "what is written in change tables",
	"internal/html":                 "the words on a page for the web",
	"internal/into/faces.go":        "names of faces",
	"internal/layout/leafwriter.go": "the words printed in a review",
	"internal/layout/review.go":     "the words printed in a review",
	"internal/lookalike":            "tests only: invented assessments",
	"internal/outline":              "what is written in assessments",
	"internal/pdf/describe.go":      "the title of a document",
	"internal/pdftable":             "what is written in change tables",
	"internal/source/entries.go":    "what people write for keys",
	"internal/source/headings.go":   "what people write for keys",
	"internal/source/form.go":       "values of a form",
	"internal/source/write.go":      "the first line of an entry file",
	"internal/text":                 "what Japanese texts are made of",
	"internal/witness":              "tests only: names of faces",
	"internal/specimen":             "tests only: an invented table",
	"internal/workbook":             "number formats, and how they are shown",
	"internal/xlsx/style.go":        "a number format",
	"internal/xlsx/write.go":        "a style of Excel",
}

func TestEveryWordThatAUserReadsIsInTheWords(t *testing.T) {
	used := make(map[string]bool)
	err := filepath.WalkDir("../..", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return err
		}
		rel, err := filepath.Rel("../..", name)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		if strings.HasPrefix(rel, "cmd/betten/words") {
			return nil
		}
		places := token.NewFileSet()
		file, err := parser.ParseFile(places, name, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			literal, ok := n.(*ast.BasicLit)
			if !ok || literal.Kind != token.STRING || !isJapanese(literal.Value) {
				return true
			}
			for _, data := range []string{rel, rel[:strings.LastIndexByte(rel, '/')]} {
				if _, ok := japaneseData[data]; ok {
					used[data] = true
					return true
				}
			}
			t.Errorf("%s:%d: %s is not in cmd/betten/words*.go", rel, places.Position(literal.Pos()).Line, literal.Value)
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for data := range japaneseData {
		if !used[data] {
			t.Errorf("%s has no Japanese any more", data)
		}
	}
}

// isJapanese reports whether a string has Japanese words, or separates quoted ones.
func isJapanese(s string) bool {
	return strings.Contains(s, "」「") || strings.ContainsFunc(s, func(r rune) bool {
		return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
	})
}
