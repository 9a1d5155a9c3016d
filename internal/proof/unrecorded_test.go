package proof

import (
	"archive/zip"
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"betten/internal/change"
	"betten/internal/layout"
	"betten/internal/xlsx"
)

// checkUnrecorded checks that a workbook of ours that lost its record, because other programs
// saved it, is still read back exactly, apart from the white space between lines and paragraphs
// at a cut. If that changed, a warning names the cell.
//
// Texts that look like marks are read as marks, and empty rows as notes. So tables with any of
// them are not checked.
func checkUnrecorded(sheet *layout.Sheet, book []byte, count *tally) error {
	if looksOtherwise(sheet) {
		return nil
	}
	bare, err := withoutPart(book, "customXml/item1.xml")
	if err != nil {
		return err
	}
	read, problems := xlsx.Read("table.xlsx", bare, "")
	if len(read) != 1 || len(problems) > 0 {
		return fmt.Errorf("%d tables, %v", len(read), problems)
	}
	got, want := read[0].Table.Entries, sheet.Table.Entries
	if len(got) != len(want) {
		return fmt.Errorf("%d entries, want %d", len(got), len(want))
	}
	count.unrecorded.Add(1)
	seams := make(map[string]bool) // cells with a warning
	for _, p := range read[0].Problems {
		if p.Kind == change.SeamWithin || p.Kind == change.SeamBetween || p.Kind == change.SeamEmptyLine {
			seams[p.At.Cell] = true
		}
	}
	row := 0
	for i := range want {
		rows := sheet.Rows[row:][:sheet.Rows[row].Pieces]
		w, g := textsOf(sheet, &want[i]), textsOf(sheet, &got[i])
		for c := range w {
			if w[c] == g[c] {
				continue
			}
			other, err := joined(rows, change.Column(c), w[c], g[c])
			if err != nil {
				return fmt.Errorf("entry %d, %v: %q, want %q: %w", i, change.Column(c), g[c], w[c], err)
			}
			for _, pieces := range other {
				told := false
				for piece := pieces.Start; piece < pieces.End; piece++ {
					told = told || seams[fmt.Sprintf("%s!%c%d", sheet.Form.Sheet, 'A'+c, 3+row+piece)]
				}
				if !told {
					return fmt.Errorf("entry %d, %v: what stood before one of %v is guessed, and nothing says so: %v", i, change.Column(c), pieces, read[0].Problems)
				}
			}
		}
		row += len(rows)
	}
	return nil
}

// joined returns before which pieces of a text the white space read differs from the original:
// before one of the pieces of each span. Everything else must be the same. Empty lines at the
// start of a text may be missing if a row has no room for them and for a mark.
func joined(rows []layout.Row, column change.Column, want, got string) (other []layout.Span, err error) {
	at, end := 0, 0 // in got, in want
	last := 0       // the piece found last
	for i := range rows {
		c := &rows[i].Cells[column]
		if i > 0 && c.Of.Start == 0 {
			break // the text ended above
		}
		core := dropBlankLines(want[c.Of.Start:c.Of.End], i > 0, c.Of.End < len(want))
		if strings.TrimSpace(core) == "" {
			continue
		}
		from := c.Of.Start + strings.Index(want[c.Of.Start:], core)
		gap := 0
		for !strings.HasPrefix(got[at+gap:], core) {
			r, n := utf8.DecodeRuneInString(got[at+gap:])
			if gap += n; n == 0 || !unicode.IsSpace(r) {
				return nil, fmt.Errorf("piece %d is not there", i)
			}
		}
		if got[at:at+gap] != want[end:from] && end > 0 {
			other = append(other, layout.Span{Start: last + 1, End: i + 1})
		}
		at, end, last = at+gap+len(core), from+len(core), i
	}
	if got[at:] != want[end:] {
		if strings.TrimSpace(got[at:]) != "" {
			return nil, fmt.Errorf("%q is there, too", got[at:])
		}
		other = append(other, layout.Span{Start: last + 1, End: len(rows)})
	}
	return other, nil
}

// dropBlankLines returns a text without the empty lines beside marks.
func dropBlankLines(s string, head, end bool) string {
	for head {
		line, rest, more := strings.Cut(s, "\n")
		if head = more && strings.TrimSpace(line) == ""; head {
			s = rest
		}
	}
	for end {
		last := strings.LastIndexByte(s, '\n')
		if end = last >= 0 && strings.TrimSpace(s[last:]) == ""; end {
			s = s[:last]
		}
	}
	return s
}

// looksOtherwise reports whether a table has a text that a reader without the record must
// misinterpret.
func looksOtherwise(s *layout.Sheet) bool {
	empty := func(s string) bool { return strings.TrimSpace(s) == "" }
	for i := range s.Table.Entries {
		texts := textsOf(s, &s.Table.Entries[i])
		if empty(texts[change.DateColumn]) || empty(texts[change.ItemColumn]) || empty(texts[change.BeforeColumn]+texts[change.AfterColumn]) {
			return true
		}
		if slices.ContainsFunc(texts[:], looksLikeMark) {
			return true
		}
	}
	for i := range s.Rows {
		for c := range s.Rows[i].Cells {
			cell := &s.Rows[i].Cells[c]
			if looksLikeMark(cell.Text[cell.At:][:cell.Of.End-cell.Of.Start]) {
				return true
			}
		}
	}
	return false
}

func looksLikeMark(s string) bool {
	_, _, continued := change.CutContinued(s)
	_, _, continues := change.CutContinues(s)
	return continued || continues || change.IsDitto(s)
}

// withoutPart returns a workbook without one of its parts.
func withoutPart(book []byte, name string) ([]byte, error) {
	z, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	left := 0
	for _, f := range z.File {
		if f.Name == name {
			left++
			continue
		}
		if err := out.Copy(f); err != nil {
			return nil, err
		}
	}
	if left != 1 {
		return nil, fmt.Errorf("%d parts named %s", left, name)
	}
	err = out.Close()
	return b.Bytes(), err
}
