package main

import (
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"betten/internal/disk"
)

// folderNames caches the names in folders, as of the first request.
type folderNames struct{ sync.Map }

func (f *folderNames) of(dir string) []string {
	if names, ok := f.Load(dir); ok {
		return names.([]string)
	}
	entries, _ := os.ReadDir(dir)
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = e.Name()
	}
	f.Store(dir, names)
	return names
}

// noteStale records the outdated outputs of a file whose tables were just made. It looks in
// a folder or beside the file.
func (j *job) noteStale(all []*attachment, dir string) {
	var made []string
	for _, a := range all {
		made = append(made, a.made...)
	}
	last := all[len(all)-1]
	if info, err := os.Stat(last.file); err == nil && len(made) > 0 {
		in := filepath.Dir(last.file)
		last.stale = j.stale(filepath.Join(cmp.Or(dir, in), last.name), in, info.ModTime(), made)
	}
}

// stale returns outputs of an earlier run that look current but are outdated: they are named
// after a source, are older than it, and were not made again. Stem is the path of the
// source's outputs up to the first extension; in is the folder of the source.
func (j *job) stale(stem, in string, changed time.Time, made []string) (paths []string) {
	dir, base := filepath.Split(stem)
	dir = filepath.Clean(dir)
	for _, name := range j.names.of(dir) {
		path := filepath.Join(dir, name)
		rest, ok := cutName(name, base)
		ending := strings.ToLower(filepath.Ext(name))
		if !ok || ending == ".toml" || untouched[ending] == nil || strings.HasSuffix(name, pageName) || slices.ContainsFunc(made, func(m string) bool {
			return disk.SameNames(filepath.Clean(m)) == disk.SameNames(path)
		}) {
			continue
		}
		info, err := os.Stat(path)
		if err != nil || !info.ModTime().Before(changed) || j.hasNearerSource(in, base, strings.TrimSuffix(rest, filepath.Ext(rest))) {
			continue
		}
		if data, err := readFile(path); err == nil && untouched[ending](data) {
			paths = append(paths, path)
		}
	}
	return paths
}

// cutName returns what follows a stem in the name of a file: ".xlsx", ".別添２.pdf".
func cutName(name, stem string) (rest string, ok bool) {
	rest, ok = strings.CutPrefix(name, stem)
	return rest, ok && strings.HasPrefix(rest, ".")
}

// hasNearerSource reports whether a folder has a source with a longer name than base from
// which an output base+rest may have been made: a.b.toml for a.b.xlsx.
func (j *job) hasNearerSource(in, base, rest string) bool {
	for _, name := range j.names.of(in) {
		stem := strings.TrimSuffix(name, filepath.Ext(name))
		if len(stem) <= len(base) || !wanted(name) || stem != base+rest && !strings.HasPrefix(base+rest, stem+".") {
			continue
		}
		data, err := readFile(filepath.Join(in, name))
		if err == nil && kindOf(name, data) != asOwn {
			return true
		}
	}
	return false
}
