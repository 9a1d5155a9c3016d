package main

import (
	"betten/internal/change"
	"betten/internal/html"
)

// checkedFile returns a table with its problems in words, each beside its cell.
func checkedFile(a *attachment) html.File {
	errors, warnings := count(a.problems)
	f := html.File{Name: printable(a.origin()), Total: totalLine(printable(a.file), errors, warnings, ""), Sheet: a.sheet}
	if a.sheet != nil && a.print != nil {
		for i := range a.print.Pages {
			f.Pages = append(f.Pages, len(a.print.Pages[i].Rows))
		}
	}
	var finder *change.Finder
	if a.table != nil && a.sheet != nil {
		finder = change.NewFinder(a.table)
	}
	for _, p := range a.problems {
		f.Notes = append(f.Notes, noteOf(a, finder, p))
	}
	return f
}

// noteOf describes a problem in words and finds its cell, if it has one.
func noteOf(a *attachment, finder *change.Finder, p change.Problem) html.Note {
	message, hint := describe(p)
	n := html.Note{
		Error: p.Severity == change.Error, Label: severityWords[p.Severity], Message: message, Hint: hint, Place: placeIn(a.file, p.At),
		Row: -1, Column: -1, At: -1,
	}
	if finder != nil && p.At.File == a.file {
		if place, ok := finder.Find(p.At); ok {
			if p.Kind == change.MissingKey { // all missing keys are shown where the entry begins
				place.Column = columnOf(p.Values[0])
			}
			n.Column = place.Column
			var at int
			if n.Row, at = a.sheet.RowOf(place); place.Offset > 0 {
				n.At = at
			}
		}
	}
	if n.Row < 0 {
		n.Line = upTo(p.At.Text, mostOfLine)
	}
	return n
}

// columnOf returns the column of a key.
func columnOf(key string) change.Column {
	for c := range change.Column(change.Columns) {
		if c.String() == key {
			return c
		}
	}
	return -1
}
