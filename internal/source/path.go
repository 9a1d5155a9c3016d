package source

import (
	"regexp"

	"betten/internal/change"
)

// paths are names of files as Windows writes them, in a text in " ": D:\network, \\server\new.
// In such a text a \ makes another character of the letter behind it.
var paths = regexp.MustCompile(`(?:[A-Za-z]:\\|\\\\)\\?[0-9A-Za-z_.$-]{2}[\\!#-\[\]-~]*`)

// letters are the escapes that a person may have meant as a folder's name: \t, \n.
var letters = regexp.MustCompile(`\\[\\"bfnrt]`)

// paths reports the letters in the paths of a text: one a path, since the hint is the
// same for all of them. What they made is not reported again.
func (r *entryReader) paths(v *value) {
	raw := r.text[v.at.start:v.at.end]
	if len(raw) == 0 || raw[0] != '"' {
		return
	}
	for _, p := range paths.FindAllIndex(raw, -1) {
		told := false
		for _, e := range letters.FindAllIndex(raw[p[0]:p[1]], -1) {
			at := v.at.start + p[0] + e[0]
			written := string(r.text[at : at+2])
			if written == `\\` || written == `\"` {
				continue
			}
			r.inPaths = append(r.inPaths, at)
			if told {
				continue
			}
			told = true
			severity := change.Error
			if written == `\n` {
				severity = change.Warning
			}
			r.report(severity, at, change.EscapeInPath, written)
		}
	}
}
