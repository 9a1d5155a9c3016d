package archive

import (
	"archive/zip"
	"encoding/binary"
	"hash/crc32"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"betten/internal/disk"

	"golang.org/x/text/encoding/japanese"
)

const flagUTF8 = 1 << 11

// memberName returns the name of a file in a zip, slash-separated, and whether it could be
// read. The name is that of the Unicode Path field if the field is for this name, else UTF-8
// if the zip says so or the bytes are valid, else the encoding of a Japanese Windows.
func memberName(m *zip.File) (name string, decoded bool) {
	name = m.Name
	if path, ok := unicodePath(m); ok {
		name = path
	} else if !utf8.ValidString(name) {
		name, decoded = fromShiftJIS(name)
		if !decoded || m.Flags&flagUTF8 != 0 {
			return strings.ToValidUTF8(m.Name, "\uFFFD"), false
		}
	}
	// Only after decoding: the byte of a backslash is also the second one of 表, ソ and 能.
	return strings.ReplaceAll(name, `\`, "/"), true
}

func fromShiftJIS(raw string) (string, bool) {
	name, err := japanese.ShiftJIS.NewDecoder().String(raw)
	return name, err == nil && !strings.ContainsRune(name, utf8.RuneError)
}

// unicodePath returns the name in Info-ZIP's Unicode Path field (APPNOTE 4.6.9). The field
// has the checksum of the name it was made for, because a tool that does not know the field
// may have renamed the file since.
func unicodePath(m *zip.File) (string, bool) {
	field := extra(m.Extra, 0x7075)
	if len(field) < 6 || field[0] != 1 || binary.LittleEndian.Uint32(field[1:]) != crc32.ChecksumIEEE([]byte(m.Name)) {
		return "", false
	}
	return string(field[5:]), utf8.Valid(field[5:])
}

// extra returns an extra field, or nil if there is none.
func extra(fields []byte, id uint16) []byte {
	for len(fields) >= 4 {
		size := int(binary.LittleEndian.Uint16(fields[2:]))
		if len(fields)-4 < size {
			return nil
		}
		if binary.LittleEndian.Uint16(fields) == id {
			return fields[4 : 4+size : 4+size]
		}
		fields = fields[4+size:]
	}
	return nil
}

// isHiddenMember reports whether a file is hidden, or was added by macOS for its Finder.
func isHiddenMember(name string) bool {
	for segment := range strings.SplitSeq(name, "/") {
		if isHidden(segment) || segment == "__MACOSX" {
			return true
		}
	}
	return false
}

// isSafe reports whether a file may be written under a name from a zip. The name must be
// safe on this system and on Windows, where most outputs end up.
func isSafe(name string) bool {
	// This is checked before cleaning, which removes "a/..".
	if !utf8.ValidString(name) || strings.HasPrefix(name, "/") || slices.Contains(strings.Split(name, "/"), "..") {
		return false
	}
	clean := path.Clean(name)
	for segment := range strings.SplitSeq(clean, "/") {
		if !disk.IsName(segment) {
			return false
		}
	}
	return filepath.IsLocal(filepath.FromSlash(clean))
}
