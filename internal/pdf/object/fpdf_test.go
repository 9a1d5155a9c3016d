package object

import (
	"bytes"
	"testing"

	"codeberg.org/go-pdf/fpdf"
)

// drawn returns a file as written by the library.
func drawn(t *testing.T) []byte {
	t.Helper()
	p := fpdf.New("P", "pt", "A4", "")
	p.SetCompression(false)
	p.SetTitle("（別添２） \\ ( )", true)
	p.AddPage()
	p.SetFont("Helvetica", "", 10)
	p.Text(50, 50, `a (b) \ c`)
	p.Bookmark("bookmark", 0, 0)
	p.LinkString(0, 0, 9, 9, "https://example.com/")
	p.AddPage()
	var b bytes.Buffer
	if err := p.Output(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestWhatFpdfWritesIsRead(t *testing.T) {
	f, err := Parse(drawn(t))
	if err != nil {
		t.Fatal(err)
	}
	root, err := f.Root()
	if err != nil {
		t.Fatal(err)
	}
	pages, err := f.Dict(root["Pages"])
	if err != nil || pages["Count"] != 2 || len(pages["Kids"].(Array)) != 2 {
		t.Errorf("pages: %v, %v", pages, err)
	}
	info, err := f.Dict(f.Trailer["Info"])
	if err != nil || info["Title"] != Text("（別添２） \\ ( )") {
		t.Errorf("info: %v, %v", info, err)
	}
}
