package archive

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func FuzzZip(f *testing.F) {
	f.Add(zipBytes(f, member{name: "a.toml"}, member{name: shiftJIS(f, "表/ソ.toml")}, member{name: `..\a.toml`}))
	f.Add(zipBytes(f, member{name: "b.toml", edit: withUnicodePath("表.toml", "b.toml")}, member{name: "c.zip"}))
	f.Add(zipBytes(f, member{name: "d/"}, member{name: "d/e.xlsx", edit: withFlag(flagEncrypted | flagUTF8)}))
	f.Add([]byte("PK\x05\x06" + strings.Repeat("\x00", 18)))
	path := filepath.Join(f.TempDir(), "a.zip")
	f.Fuzz(func(t *testing.T, data []byte) { checkAnyZip(t, path, data) })
}

// FuzzZipNames gets further than FuzzZip, most of whose zips are broken: here only the names are
// random.
func FuzzZipNames(f *testing.F) {
	f.Add("a.toml", "A.toml", uint16(0), "")
	f.Add(shiftJIS(f, `表\ソ.toml`), "../能.toml", uint16(flagUTF8), "ソ.toml")
	f.Add("c:/con.toml", "a. /b.toml", uint16(0), "/x.toml")
	path := filepath.Join(f.TempDir(), "a.zip")
	f.Fuzz(func(t *testing.T, first, second string, flags uint16, unicodePath string) {
		if len(first)+len(second)+len(unicodePath) > 1000 {
			return
		}
		checkAnyZip(t, path, zipBytes(t,
			member{name: first, edit: withFlag(flags)},
			member{name: second, data: "x"},
			member{name: "c.toml", edit: withUnicodePath(unicodePath, "c.toml")}))
	})
}

// checkAnyZip checks what holds for the sources of every zip.
func checkAnyZip(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o666); err != nil {
		t.Fatal(err)
	}
	sources, refused, closeAll := Find([]string{path}, wanted, "")
	defer closeAll()
	names := make(map[string]bool)
	for _, s := range sources {
		if !filepath.IsLocal(filepath.FromSlash(s.Rel)) || !fs.ValidPath(s.Rel) || strings.ContainsAny(s.Rel, "\\:\x00") || !wanted(s.Rel) {
			t.Errorf("%q", s.Rel)
		}
		if lower := strings.ToLower(s.Rel); names[lower] {
			t.Errorf("%q twice", s.Rel)
		} else {
			names[lower] = true
		}
		if content, err := s.Read(1000); err == nil && len(content) > 1000 {
			t.Errorf("%q: %d bytes", s.Rel, len(content))
		}
	}
	for _, r := range refused {
		if r.Name == "" || r.Err == nil {
			t.Errorf("%+v", r)
		}
	}
}
