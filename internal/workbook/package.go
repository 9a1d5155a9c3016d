package workbook

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"fmt"
	"hash/crc32"
	"io"
	"maps"
	"path"
	"slices"
	"strings"
)

// ContentTypes is the part that says of what kind each of the others is.
const ContentTypes = "[Content_Types].xml"

// A Part is a part of a workbook as the package has it.
type Part struct {
	Name   string // as the package writes it
	Header zip.FileHeader
	Packed []byte // as it is compressed
}

// Key returns the name by which the book knows a part: two names may differ in
// the case of their letters and mean the same.
func (p *Part) Key() string { return partName(p.Name) }

// Parts returns the parts of a workbook, in their order.
func Parts(data []byte) ([]Part, error) {
	z, err := Unzip(data)
	if err != nil {
		return nil, err
	}
	all := make([]Part, len(z.File))
	for i, f := range z.File {
		r, err := f.OpenRaw()
		if err != nil {
			return nil, fmt.Errorf("%w: %s: %w", ErrBroken, f.Name, err)
		}
		packed, err := io.ReadAll(r)
		if err != nil {
			return nil, fmt.Errorf("%w: %s: %w", ErrBroken, f.Name, err)
		}
		all[i] = Part{f.Name, f.FileHeader, packed}
	}
	return all, nil
}

// Part returns what a part holds, by its name as the book knows it. A part that
// is missing holds nothing.
func (b *Book) Part(key string) ([]byte, error) {
	if b.parts[key] == nil {
		return nil, nil
	}
	return b.read(key)
}

// Keys returns the names of all parts as the book knows them, sorted.
func (b *Book) Keys() []string { return slices.Sorted(maps.Keys(b.parts)) }

// Has reports whether the book has a part.
func (b *Book) Has(key string) bool { return b.parts[key] != nil }

// Rewrite returns a workbook in which some parts hold something else, by their
// names as the book knows them: nil drops a part, and parts that the book does not have
// come last. All others are copied as they are compressed, in their order, with their
// times; so are those that hold the same.
func (b *Book) Rewrite(data []byte, changed map[string][]byte) ([]byte, error) {
	z, err := Unzip(data)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	out.Grow(len(data) + len(data)/4)
	w := zip.NewWriter(&out)
	if err := w.SetComment(z.Comment); err != nil {
		return nil, err
	}
	for _, f := range z.File {
		content, ok := changed[partName(f.Name)]
		if ok && content == nil {
			continue
		}
		if ok {
			old, err := b.read(partName(f.Name))
			if err != nil {
				return nil, err
			}
			ok = !bytes.Equal(old, content)
		}
		switch {
		case ok:
			err = store(w, f.FileHeader, content)
		case strings.HasSuffix(f.Name, "/") && f.UncompressedSize64 == 0:
			err = folder(w, f.FileHeader)
		default:
			err = w.Copy(f)
		}
		if err != nil {
			return nil, fmt.Errorf("copying %s: %w", f.Name, err)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(changed)) {
		if b.parts[key] != nil || changed[key] == nil {
			continue
		}
		h := zip.FileHeader{Name: key, Method: zip.Deflate, Modified: z.File[0].Modified}
		if err := store(w, h, changed[key]); err != nil {
			return nil, fmt.Errorf("adding %s: %w", key, err)
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// folder writes an entry for a folder. Some programs compress its empty content, which
// the standard library does not take.
func folder(w *zip.Writer, h zip.FileHeader) error {
	h.Method, h.CRC32, h.CompressedSize64 = zip.Store, 0, 0
	h.Flags &^= 8 // no sizes after the content
	h.Extra = withoutSizes(h.Extra)
	_, err := w.CreateRaw(&h)
	return err
}

// store writes a part under the header it had, compressed as it was.
func store(w *zip.Writer, h zip.FileHeader, content []byte) error {
	packed := content
	if h.Method != zip.Store {
		var b bytes.Buffer
		d, err := flate.NewWriter(&b, flate.DefaultCompression)
		if err != nil {
			return err
		}
		if _, err := d.Write(content); err != nil {
			return err
		}
		if err := d.Close(); err != nil {
			return err
		}
		h.Method, packed = zip.Deflate, b.Bytes()
	}
	h.CRC32 = crc32.ChecksumIEEE(content)
	h.UncompressedSize64, h.CompressedSize64 = uint64(len(content)), uint64(len(packed))
	h.Extra = withoutSizes(h.Extra)
	out, err := w.CreateRaw(&h)
	if err != nil {
		return err
	}
	_, err = out.Write(packed)
	return err
}

// withoutSizes returns a header's extra fields without that of zip64, which holds
// the sizes that the part had before.
func withoutSizes(extra []byte) []byte {
	var kept []byte
	for len(extra) >= 4 {
		id := int(extra[0]) | int(extra[1])<<8
		end := min(len(extra), 4+(int(extra[2])|int(extra[3])<<8))
		if id != 1 {
			kept = append(kept, extra[:end]...)
		}
		extra = extra[end:]
	}
	return kept
}

// A Relation is a part that another part leads to.
type Relation struct{ Kind, Part string }

// Related returns what a sheet leads to: drawings, tables, comments.
func (b *Book) Related(part string) ([]Relation, error) {
	found, err := b.relations(part)
	all := make([]Relation, len(found))
	for i, r := range found {
		all[i] = Relation{path.Base(r.kind), r.target}
	}
	return all, err
}

// PartOf returns the part that holds a sheet.
func (s Sheet) PartOf() string { return s.part }

// Names of the parts that the book itself leads to; "" for one that is missing.
func (b *Book) Main() string        { return b.main }
func (b *Book) StylesPart() string  { return b.targets.first("styles") }
func (b *Book) StringsPart() string { return b.targets.first("sharedStrings") }
func (b *Book) CalcChain() string   { return b.targets.first("calcChain") }

// Signed reports whether the file carries an electronic signature (電子署名), which
// any change makes void.
func (b *Book) Signed() bool {
	top, err := b.relations("")
	return err == nil && top.first("origin") != ""
}
