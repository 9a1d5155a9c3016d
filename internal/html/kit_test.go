package html

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"

	"betten/fonts"
	"betten/internal/change"
	"betten/internal/form"
	"betten/internal/layout"
	"betten/internal/specimen"
	"betten/internal/text"
)

var ruler = func() *text.Ruler {
	face, _ := fonts.Named("ＭＳ Ｐゴシック")
	return text.NewRuler(10*text.Point, face)
}()

// sheet lays a table out in a form.
func sheet(table *change.Table, f *form.Form) *layout.Sheet {
	s, _ := layout.LayOut(table, f, ruler)
	return s
}

// one returns a table of one entry.
func one(e change.Entry) *change.Table {
	return &change.Table{Form: "juten", Entries: []change.Entry{e}}
}

func write(t fatal, s *layout.Sheet) []byte {
	var b bytes.Buffer
	if err := Write(&b, s); err != nil {
		t.Fatalf("%v", err)
	}
	return b.Bytes()
}

type fatal interface {
	Fatalf(format string, args ...any)
}

// parse reads a page as a browser does.
func parse(t fatal, page []byte) *html.Node {
	doc, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatalf("%v", err)
	}
	return doc
}

// all returns the elements of a name, in order.
func all(n *html.Node, name string) []*html.Node {
	var found []*html.Node
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && d.Data == name {
			found = append(found, d)
		}
	}
	return found
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// content returns the text of a node, without text that is only read aloud and without notes.
func content(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	if c := attr(n, "class"); c == "heard" || c == "notes" {
		return ""
	}
	var b strings.Builder
	for c := range n.ChildNodes() {
		b.WriteString(content(c))
	}
	return b.String()
}

// cells returns the rows of the table's bodies, cell by cell.
func cells(doc *html.Node) [][]string {
	var rows [][]string
	for _, body := range all(doc, "tbody") {
		for _, tr := range all(body, "tr") {
			var row []string
			for c := range tr.ChildNodes() {
				if c.Type == html.ElementNode {
					row = append(row, content(c))
				}
			}
			rows = append(rows, row)
		}
	}
	return rows
}

var juten = specimen.Juten()
