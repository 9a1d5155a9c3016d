package main

import (
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"betten/internal/archive"
	"betten/internal/disk"
	"betten/internal/pdf"
	"betten/internal/source"
	"betten/templates"
)

// A candidate is a source that a batch may convert. It is left out if it is an output of
// this program and its own source is beside it, or if another source would have outputs of
// the same names.
type candidate struct {
	*archive.Source
	stem   string       // of its outputs, in the store
	rivals []*candidate // those whose outputs would have the same names
	beside []*candidate // those in its folder, by name, that it may have been made from

	once  sync.Once
	built bool   // it is an output, unchanged since this program wrote it
	from  string // for an imported entry file, the name of the workbook
}

// candidates returns the sources of a batch, each once even if it was named several times.
func candidates(sources []archive.Source) []*candidate {
	var all []*candidate
	seen := make(map[string]bool)
	byStem := make(map[string][]*candidate) // of the outputs
	byName := make(map[string][]*candidate) // of the source, without its ending
	for i := range sources {
		s := &sources[i]
		if name := filepath.Clean(s.Name); seen[name] {
			continue
		} else {
			seen[name] = true
		}
		c := &candidate{Source: s, stem: strings.TrimSuffix(s.Rel, path.Ext(s.Rel))}
		all = append(all, c)
		byStem[disk.SameNames(c.stem)] = append(byStem[disk.SameNames(c.stem)], c)
		byName[c.nameStem()] = append(byName[c.nameStem()], c)
	}
	for _, c := range all {
		c.rivals = c.others(byStem[disk.SameNames(c.stem)])
		name := c.nameStem()
		for end := len(name); end > 0 && !strings.ContainsAny(name[end:], `/\`); end = strings.LastIndexByte(name[:end], '.') {
			c.beside = append(c.beside, c.others(byName[name[:end]])...)
		}
	}
	return all
}

// nameStem returns the source's path without its extension, in the form used to compare.
func (c *candidate) nameStem() string {
	return disk.SameNames(strings.TrimSuffix(c.Name, path.Ext(c.Name)))
}

func (c *candidate) others(all []*candidate) []*candidate {
	return slices.DeleteFunc(slices.Clone(all), func(other *candidate) bool { return other == c })
}

func (c *candidate) isPrint() bool     { return strings.EqualFold(path.Ext(c.Name), ".pdf") }
func (c *candidate) isEntryFile() bool { return strings.EqualFold(path.Ext(c.Name), ".toml") }

// look reads a candidate that may be an output of this program.
func (c *candidate) look() {
	c.once.Do(func() {
		data, err := c.Read(mostBytes)
		switch {
		case err != nil:
		case c.isEntryFile():
			c.from = source.ImportedFrom(data)
		case isWorkbook(data):
			c.built = kindOfWorkbook(c.Name, data) == asOwn
		default:
			c.built = pdf.Untouched(data)
		}
	})
}

// madeOf returns the source beside a candidate that it was made from, or nil. A workbook
// takes precedence over the entry file that was imported from it. A PDF with the name of
// another source counts as printed from it, whichever program printed it.
func (c *candidate) madeOf() *candidate {
	var made *candidate
	for _, other := range c.beside {
		if made != nil && made.madeOf() == nil {
			break // not itself an output
		}
		if c.look(); c.isEntryFile() {
			if !other.isEntryFile() && c.from != "" && c.from == path.Base(filepath.ToSlash(other.Name)) {
				return other
			}
			continue
		}
		rest := strings.TrimPrefix(c.nameStem(), other.nameStem())
		switch {
		case c.isPrint() && !other.isPrint() && rest == "":
			made = other
		case !c.built:
			return made
		case other.isEntryFile() && rest == "":
			if other.look(); other.from != path.Base(filepath.ToSlash(c.Name)) {
				made = other
			}
		case other.isEntryFile() && rest == reviewName, !other.isEntryFile() && rest != "" && endsWithTitle(rest):
			made = other
		}
	}
	return made
}

// endsWithTitle reports whether the name of an output ends with the title of a form, as the
// name of an output made from a workbook does.
func endsWithTitle(name string) bool {
	return strings.HasSuffix(name, reviewName) || slices.ContainsFunc(formTitles(), func(title string) bool {
		return strings.HasSuffix(name, disk.SameNames("."+title))
	})
}

// formTitles returns the titles of the built-in forms, as they appear in file names.
var formTitles = sync.OnceValue(func() (titles []string) {
	j := new(job)
	for _, name := range templates.Names() {
		data, _ := templates.Form(name)
		if f, _ := j.parseForm(name, data); f != nil {
			titles = append(titles, titleName(f.Title))
		}
	}
	return titles
})

// clash returns the error of a candidate whose outputs would have the same names as those
// of others, or nil.
func (c *candidate) clash() error {
	var names []string
	for _, other := range c.rivals {
		if other.madeOf() == nil {
			names = append(names, other.Name)
		}
	}
	if len(names) == 0 {
		return nil
	}
	return clashError{c.stem, names}
}

// A clashError is the error of a source that is not converted because its outputs would
// have the same names as those of other sources.
type clashError struct {
	stem   string
	others []string
}

func (e clashError) Error() string {
	return strings.Join(e.others, ", ") + " would become " + e.stem + " too"
}

// An overSourceError is the error of a source that its own output would replace.
type overSourceError struct{ path string }

func (e overSourceError) Error() string { return e.path + " would be replaced" }
