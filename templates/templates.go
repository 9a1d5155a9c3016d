// Package templates holds the built-in forms (様式) and the entry file to start
// from, as the files a person would edit.
package templates

import "embed"

//go:embed *.toml
var files embed.FS

// Starter is the entry file that `betten init` writes.
//
//go:embed starter.toml
var Starter []byte

// Headings is what is known of the headings of the forms, for outline.NewVocabulary.
//
//go:embed headings/known.txt
var Headings string

// Names returns the names of the built-in forms.
func Names() []string { return []string{"juten", "zen", "kiso"} }

// Form returns the file of a built-in form, and whether there is one of that
// name.
func Form(name string) ([]byte, bool) {
	for _, n := range Names() {
		if n == name {
			data, err := files.ReadFile(name + ".toml")
			return data, err == nil
		}
	}
	return nil, false
}
