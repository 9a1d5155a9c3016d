package disk

import (
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// WindowsTakes reports whether Windows accepts a path.
func WindowsTakes(name string) bool {
	name = strings.TrimPrefix(name, `\\?\`)
	if len(name) >= 2 && name[1] == ':' && unicode.IsLetter(rune(name[0])) {
		name = name[2:]
	}
	for segment := range strings.FieldsFuncSeq(name, func(r rune) bool { return r == '/' || r == '\\' }) {
		if segment != "." && segment != ".." && !IsName(segment) {
			return false
		}
	}
	return true
}

// IsName reports whether Windows accepts a name of a file or folder.
func IsName(segment string) bool {
	return segment != "" && len(utf16.Encode([]rune(segment))) <= 255 && !strings.ContainsAny(segment, `<>:"|?*/\`) && !strings.ContainsFunc(segment, unicode.IsControl) &&
		!strings.HasSuffix(segment, ".") && !strings.HasSuffix(segment, " ") && !isDevice(segment)
}

// isDevice reports whether a name refers to a device. On Windows that is so in every folder
// and with any extension (Microsoft, "Naming Files, Paths, and Namespaces").
func isDevice(segment string) bool {
	name, _, _ := strings.Cut(segment, ".")
	name = strings.ToUpper(strings.TrimRight(name, " "))
	switch name {
	case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$":
		return true
	}
	port, ok := strings.CutPrefix(name, "COM")
	if !ok {
		port, ok = strings.CutPrefix(name, "LPT")
	}
	return ok && utf8.RuneCountInString(port) == 1 && strings.Contains("123456789¹²³", port)
}

// SameNames returns the same string for all names that some system treats as one file:
// Windows ignores case, and macOS ignores how が is composed.
func SameNames(name string) string {
	return norm.NFC.String(strings.ToLower(strings.ToUpper(norm.NFC.String(name))))
}
