package text

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// NewPrintRuler returns a ruler for text that we set ourselves, glyph by glyph, in a PDF. It
// follows rules that a ruler for a workbook must not follow, since Excel does not:
//
//   - A pair of dashes or leaders (――, ……, ‥‥), and a sign with the number after it (▲1,205,
//     №12, ℡048, ±2), stay on one line, and 〻 begins none.
//   - Full-width figures and letters are one em wide, whatever the face says: else 第10条 and
//     第１０条 look the same in a face that sets both by their shape.
//   - What no face has is set by what it is made of: a blank of any width, a letter and its
//     marks, a box and its tick.
func NewPrintRuler(size Length, faces ...*Face) *Ruler {
	m := NewRuler(size, faces...)
	m.print = true
	return m
}

// pairs are dashes and leaders that form one sign when repeated.
const pairs = "―—…‥"

// signs come before a number and belong to it.
const signs = "▲△▼▽№℡☎〒±∓−＋－"

// keepsTogether reports whether a PDF must not end a line between two characters, though a
// workbook may.
func keepsTogether(before, after rune) bool {
	if before < 0x80 && after < 0x80 {
		return false
	}
	return before == after && strings.ContainsRune(pairs, before) ||
		isFigure(after) && strings.ContainsRune(signs, before) || after == '〻'
}

func isFigure(r rune) bool { return r >= '0' && r <= '9' || r >= '０' && r <= '９' }

// fullWidth reports whether a character is a full-width figure or letter.
func fullWidth(r rune) bool {
	return r >= '０' && r <= '９' || r >= 'Ａ' && r <= 'Ｚ' || r >= 'ａ' && r <= 'ｚ'
}

// blanks are the spaces with a width of their own, in 1/360 em (Unicode 16, table 6-2).
var blanks = map[rune]Length{
	'\u1680': 180, '\u2000': 180, '\u2001': 360, '\u2002': 180, '\u2003': 360, '\u2004': 120, '\u2005': 90, '\u2006': 60,
	'\u2007': 180, '\u2008': 90, '\u2009': 72, '\u200A': 36, '\u202F': 72, '\u205F': 80, '\u2800': 180,
}

// made are signs that few faces have, each with the one or two characters that replace it.
var made = map[rune][2]rune{
	'☐': {'□'}, '☑': {'□', '✓'}, '☒': {'□', '×'}, '✔': {'✓'},
	'☓': {'×'}, '✕': {'×'}, '✖': {'×'}, '✗': {'×'}, '✘': {'×'},
}

// scriptSize is the size of a raised or lowered digit, in 1/1000 of the size of the others.
const scriptSize = 625

// script returns the plain digit for a raised (⁵) or lowered (₂) one, and its direction:
// 1 if raised, -1 if lowered, 0 for any other character.
func script(r rune) (digit rune, script int8) {
	switch {
	case r >= '₀' && r <= '₉':
		return r - '₀' + '0', -1
	case r == '⁰', r >= '⁴' && r <= '⁹':
		return r - '⁰' + '0', 1
	case r == '¹':
		return '1', 1
	case r == '²', r == '³':
		return r - '²' + '2', 1
	}
	return 0, 0
}

// lookUpMade looks up a character that no face has: its replacement, or its components.
func (m *Ruler) lookUpMade(r rune) (measure, bool) {
	if width, ok := blanks[r]; ok {
		space := m.of(' ')
		return newMeasure(m.size*width/360, space.face(), space.glyph()), space.glyph() != 0
	}
	parts := m.partsOf(r)
	for i, f := range m.faces {
		if len(parts) == 0 {
			break
		}
		glyph, ok := f.Glyph(parts[0])
		units, _ := f.advance(parts[0])
		if _, small := script(r); small != 0 {
			units = units * scriptSize / 1000
		}
		if _, all := m.over(Unit{Face: i}, parts[1:]); ok && all {
			return newMeasure((Length(units)*m.size+Length(f.em)/2)/Length(f.em), i, uint16(glyph)) | composed, true
		}
	}
	return 0, false
}

// partsOf returns the components of a character, or none if it has no components.
func (m *Ruler) partsOf(r rune) []rune {
	if p, ok := made[r]; ok {
		if p[1] == 0 {
			return p[:1]
		}
		return p[:]
	}
	if digit, small := script(r); small != 0 {
		return []rune{digit}
	}
	if parts := []rune(norm.NFD.String(string(r))); parts[0] != r && combine(parts[1:]) {
		return parts
	}
	return nil
}

// over returns a unit with other characters set over its glyph, if its face has all of them.
func (m *Ruler) over(u Unit, others []rune) (Unit, bool) {
	if len(others) > len(u.Over) || u.Face >= len(m.faces) {
		return u, false
	}
	for i, r := range others {
		glyph, ok := m.faces[u.Face].Glyph(r)
		if !ok {
			return u, false
		}
		u.Over[i] = uint16(glyph)
	}
	return u, true
}

// marked returns one unit for a letter and its marks when the faces have no single character
// for them. It uses a face's own glyph for them if there is one, or sets one over the other.
func (m *Ruler) marked(s string, seen []rune) (Unit, bool) {
	if !m.print || len(seen) < 2 || !combine(seen[1:]) {
		return Unit{}, false
	}
	for _, parts := range [][]rune{seen, []rune(norm.NFD.String(string(seen)))} {
		for i, f := range m.faces {
			base, ok := f.Glyph(parts[0])
			if !ok {
				continue
			}
			u := Unit{Text: s, Face: i, Glyph: uint16(base), Advance: m.Width(s)}
			if len(parts) == 2 {
				if glyph := f.composed(parts[0], parts[1]); glyph != 0 {
					u.Glyph = glyph
					return u, true
				}
			}
			if u, ok = m.over(u, parts[1:]); ok {
				return u, true
			}
		}
	}
	return Unit{}, false
}

// combine reports whether all the given characters are combining marks.
func combine(marks []rune) bool {
	for _, r := range marks {
		if !unicode.In(r, unicode.Mn) {
			return false
		}
	}
	return true
}
