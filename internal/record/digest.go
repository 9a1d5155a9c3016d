package record

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"hash"
	"io"
	"strconv"
	"unicode/utf8"
)

// A Digest is the first 32 bits of a SHA-256. In a record it has eight hexadecimal digits.
type Digest uint32

// MarshalText returns the eight digits.
func (d Digest) MarshalText() ([]byte, error) { return fmt.Appendf(nil, "%08x", uint32(d)), nil }

// UnmarshalText reads hexadecimal digits.
func (d *Digest) UnmarshalText(text []byte) error {
	n, err := strconv.ParseUint(string(text), 16, 32)
	*d = Digest(n)
	return err
}

// A Digester makes a digest of texts and numbers. Where one ends and the next begins is
// part of it.
type Digester struct{ hash hash.Hash }

// NewDigester returns a digester of nothing yet.
func NewDigester() Digester { return Digester{sha256.New()} }

// Write adds bytes as they are.
func (d Digester) Write(b []byte) (int, error) { return d.hash.Write(b) }

// Text adds a text: its length in bytes, as a number, and its bytes.
func (d Digester) Text(s string) {
	d.Number(len(s))
	io.WriteString(d.hash, s)
}

// Number adds a number as 64 bits, the high byte first.
func (d Digester) Number(n int) {
	var b [8]byte
	binary.BigEndian.PutUint64(b[:], uint64(n))
	d.hash.Write(b[:])
}

// Cell adds a cell: its row and its column, here both counted from 1, and its text.
// Empty cells are left out; the others are added row by row, from left to right.
func (d Digester) Cell(row, column int, text string) {
	d.Number(row)
	d.Number(column)
	d.Text(text)
}

// Digest returns the digest of all that was added.
func (d Digester) Digest() Digest { return Digest(binary.BigEndian.Uint32(d.hash.Sum(nil))) }

// edge is how much of the texts on both sides of a seam its digest is made of, in
// characters: an edit elsewhere in the cells leaves it as it is.
const edge = 20

// seam returns the digest of the texts on both sides of a seam.
func seam(upper, lower string) Digest {
	d := NewDigester()
	from := len(upper)
	for range edge {
		_, n := utf8.DecodeLastRuneInString(upper[:from])
		from -= n
	}
	d.Text(upper[from:])
	to := 0
	for range edge {
		_, n := utf8.DecodeRuneInString(lower[to:])
		to += n
	}
	d.Text(lower[:to])
	return d.Digest()
}

// maxGap is the most line feeds that a seam may swallow: those around an empty line.
const maxGap = 2

// Gap returns how many line feeds the seam between two parts of a text swallowed, if the
// record has a seam between them. A nil record has none.
func (r *Record) Gap(upper, lower string) (int, bool) {
	if r == nil {
		return 0, false
	}
	wanted := seam(upper, lower)
	for _, c := range r.Cuts {
		if c.Seam == wanted && c.Seam != 0 && c.Gap >= 0 && c.Gap <= maxGap {
			return c.Gap, true
		}
	}
	return 0, false
}
