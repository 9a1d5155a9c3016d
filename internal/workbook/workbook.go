// Package workbook reads Excel workbooks of any maker as Excel shows them, cell by cell.
// It also edits parts of them, and leaves all other bytes as they were.
//
// It reads the parts itself, in one pass over their XML, because the content of a foreign
// workbook must be read completely or refused. Broken XML is an error, not the end of the
// sheet. _xpath_ stays a text, and a reading (ふりがな) is not text. Memory grows with the
// text that a file really has, whatever a part inflates to and wherever its cells are.
package workbook

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"path"
	"slices"
	"strings"

	"betten/internal/zipfile"
)

// Why a file can't be read as a workbook.
var (
	ErrNotWorkbook  = errors.New("not a workbook")
	ErrOldFormat    = errors.New("a file of Office 97-2003")
	ErrOpenDocument = errors.New("a workbook of LibreOffice (.ods)")
	ErrBinary       = errors.New("a binary workbook (.xlsb)")
	ErrPassword     = errors.New("protected by a password")
	ErrTooLarge     = errors.New("too large")
	ErrBroken       = errors.New("broken")
	ErrLongText     = errors.New("its cells show too much text")
)

// The most that is read: a change table of 1,000 times the usual length fits.
const (
	maxPart  = 128 << 20 // bytes of a part, inflated
	maxBook  = 1 << 30   // bytes of all parts that are read: many sheets may be one part
	maxCells = 2_000_000 // of a sheet, that hold something
	maxText  = 64 << 20  // bytes of what all cells show: a file of entries may have as many

	maxMarks = 2_000_000 // looks of all cells' texts: struck, raised, unseen
	maxOver  = 100_000   // objects of a sheet

	maxElements = 20_000_000 // of all parts: those of a cell's size fill 400 MB

	maxDepth = 100     // of XML elements
	maxToken = 2 << 20 // bytes of a tag, of a text: a cell of Excel holds 32,767 characters
	maxNodes = 500_000 // elements of a part that is read as a tree, some 300 bytes each
	maxList  = 1 << 16 // styles, formats, relations: Excel has fewer styles
	maxMerge = 500_000 // merged ranges of a sheet
	maxSheet = 1 << 12 // sheets
	maxName  = 1000    // bytes of a sheet's name, which each problem repeats, and of a tag's
)

// A LongCell is the name of a cell that holds more text than Excel lets it: such a
// file was made to do harm, or by a program that Excel would not follow.
type LongCell string

func (c LongCell) Error() string {
	return fmt.Sprintf("the cell %s holds more than %d units", string(c), MaxUnits)
}

// How large a sheet of Excel is.
const (
	MaxRow    = 1 << 20 // the last one
	maxColumn = 1 << 14 // XFD
)

// A Book is a workbook.
type Book struct {
	Title   string // of the document's properties
	Company string // of the document's properties
	Sheets  []Sheet

	parts    map[string]*zip.File
	opened   uint64    // bytes of the parts read so far
	marks    int       // of all cells so far
	shown    int       // bytes of the texts that cells show, as often as they are shown
	elements int       // of the parts read so far
	top      relations // of the package
	main     string    // the workbook's own part
	targets  relations // of the workbook
	strings  []rich    // shared by the cells; nil until they are read
	styles   styles
	since04  bool // days are counted from 1904
}

// A Sheet is a worksheet's name and place.
type Sheet struct {
	Name   string
	Hidden bool
	part   string
}

// Open reads what a workbook holds, except its cells. The data must not be
// changed while the book is used. A book serves one goroutine.
func Open(data []byte) (*Book, error) {
	switch {
	case bytes.HasPrefix(data, []byte("\xD0\xCF\x11\xE0")) && bytes.Contains(data, wide("EncryptedPackage")):
		return nil, ErrPassword
	case bytes.HasPrefix(data, []byte("\xD0\xCF\x11\xE0")):
		return nil, ErrOldFormat
	case !bytes.HasPrefix(data, []byte("PK")):
		return nil, ErrNotWorkbook
	case bytes.Contains(data[:min(len(data), 200)], []byte("application/vnd.oasis.opendocument.spreadsheet")):
		return nil, ErrOpenDocument
	}
	z, err := Unzip(data)
	if err != nil {
		return nil, err
	}
	b := &Book{parts: make(map[string]*zip.File, len(z.File))}
	for _, f := range z.File {
		name := partName(f.Name)
		if b.parts[name] != nil {
			return nil, fmt.Errorf("%w: two parts %s", ErrBroken, name)
		}
		b.parts[name] = f
	}
	return b, b.open()
}

// Unzip opens a workbook's zip.
func Unzip(data []byte) (*zip.Reader, error) {
	z, err := zipfile.Open(bytes.NewReader(data), int64(len(data)))
	switch {
	case errors.Is(err, zipfile.ErrTooManyFiles):
		return nil, fmt.Errorf("%w: %w", ErrTooLarge, err)
	case err != nil:
		return nil, fmt.Errorf("%w: %w", ErrBroken, err)
	}
	return z, nil
}

// open reads the book's own parts.
func (b *Book) open() error {
	var err error
	if b.top, err = b.relations(""); err != nil {
		return err
	}
	main := b.top.first("officeDocument")
	switch {
	case strings.HasSuffix(main, ".bin"):
		return ErrBinary
	case b.parts[main] == nil:
		return ErrNotWorkbook
	}
	b.main = main
	if b.targets, err = b.relations(main); err != nil {
		return err
	}
	if err := b.readSheets(main); err != nil {
		return err
	}
	if err := b.readStyles(b.targets.first("styles")); err != nil {
		return err
	}
	// Properties are no reason to refuse a book.
	b.Title, _ = b.property(b.top.first("core-properties"), "title")
	b.Company, _ = b.property(b.top.first("extended-properties"), "Company")
	return nil
}

// readSheets reads the names of the sheets.
func (b *Book) readSheets(main string) error {
	root := ""
	return b.walk(main, func(x *walker, e element) error {
		if root == "" {
			if root = e.name; root != "workbook" {
				return ErrNotWorkbook
			}
		}
		switch e.name {
		case "workbookPr":
			b.since04 = truth(e.attr("date1904"))
		case "sheet":
			target, worksheet := b.targets.byID(e.attr("id"))
			if worksheet {
				state := e.attr("state")
				b.Sheets = append(b.Sheets, Sheet{e.attr("name"), state == "hidden" || state == "veryHidden", target})
			}
			if len(b.Sheets) > maxSheet || len(e.attr("name")) > maxName {
				return fmt.Errorf("%w: more than %d sheets, or a name of one too long", ErrTooLarge, maxSheet)
			}
		}
		return nil
	})
}

// Custom returns the parts of XML that other programs keep in the book, one after the
// other, except those of more than so many bytes. Excel relates them to the workbook,
// LibreOffice to the package.
func (b *Book) Custom(most uint64) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		for _, r := range slices.Concat(b.targets, b.top) {
			if f := b.parts[r.target]; !strings.HasSuffix(r.kind, "/customXml") || f == nil || f.UncompressedSize64 > most {
				continue
			}
			if data, err := b.read(r.target); err == nil && !yield(data) {
				return
			}
		}
	}
}

// property returns the text of an element of a part, "" if there is none.
func (b *Book) property(part, name string) (text string, err error) {
	if part == "" {
		return "", nil
	}
	err = b.walk(part, func(x *walker, e element) error {
		if e.name != name || text != "" {
			return nil
		}
		text, err = x.text()
		return err
	})
	return text, err
}

// A relation leads from one part of a book to another.
type relation struct{ id, kind, target string }

type relations []relation

// first returns the target of the first relation of a kind, "" if there is none.
func (rs relations) first(kind string) string {
	for _, r := range rs {
		if strings.HasSuffix(r.kind, "/"+kind) {
			return r.target
		}
	}
	return ""
}

// byID returns the target of a relation, and whether it is a worksheet.
func (rs relations) byID(id string) (target string, worksheet bool) {
	for _, r := range rs {
		if r.id == id {
			return r.target, strings.HasSuffix(r.kind, "/worksheet")
		}
	}
	return "", false
}

// relations reads where a part leads to; the part "" is the package.
func (b *Book) relations(part string) (relations, error) {
	dir, name := path.Dir("/"+part), partName(RelationsOf(part))
	if b.parts[name] == nil {
		return nil, nil
	}
	var found relations
	err := b.walk(name, func(x *walker, e element) error {
		if e.name == "Relationship" && e.attr("TargetMode") != "External" {
			target := strings.ReplaceAll(e.attr("Target"), `\`, "/")
			if !strings.HasPrefix(target, "/") {
				target = dir + "/" + target
			}
			found = append(found, relation{e.attr("Id"), e.attr("Type"), partName(target)})
			if len(found) > maxList {
				return fmt.Errorf("%w: more than %d relations", ErrTooLarge, maxList)
			}
		}
		return nil
	})
	return found, err
}

// RelationsOf returns the name of the part that says where another leads to; the part
// "" is the package.
func RelationsOf(part string) string {
	dir, file := path.Split(part)
	return dir + "_rels/" + file + ".rels"
}

// partName returns the name of a part as it is compared: names differ neither by
// the case of their letters nor by the slash they begin with.
func partName(name string) string {
	name = strings.ReplaceAll(name, `\`, "/")
	return strings.ToLower(strings.TrimPrefix(path.Clean("/"+name), "/"))
}

// read returns a whole part.
func (b *Book) read(part string) ([]byte, error) {
	r, err := b.openPart(part)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("%w: %s: %w", ErrBroken, part, err)
	}
	return data, nil
}

// openPart opens a part. The zip reader holds it to the size that was promised.
func (b *Book) openPart(part string) (io.ReadCloser, error) {
	f := b.parts[part]
	switch {
	case f == nil:
		return nil, fmt.Errorf("%w: no %s", ErrBroken, part)
	case f.Flags&1 != 0:
		return nil, ErrPassword
	case f.UncompressedSize64 > maxPart:
		return nil, fmt.Errorf("%w: %s has %d bytes", ErrTooLarge, part, f.UncompressedSize64)
	}
	if b.opened += f.UncompressedSize64; b.opened > maxBook {
		return nil, fmt.Errorf("%w: the parts have more than %d bytes", ErrTooLarge, maxBook)
	}
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("%w: %s: %w", ErrBroken, part, err)
	}
	return r, nil
}

// wide returns a text as the old format writes it: in UTF-16.
func wide(s string) []byte {
	var b []byte
	for i := range len(s) {
		b = append(b, s[i], 0)
	}
	return b
}
