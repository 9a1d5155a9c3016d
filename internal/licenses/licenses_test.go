package licenses

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the licences anew")

// systems are the systems that the program is built for; some modules are only for one.
var systems = []string{"windows/amd64", "linux/amd64", "darwin/arm64"}

// isLicence matches the files that contain a module's licence.
var isLicence = regexp.MustCompile(`(?i)^(licen[cs]e|copying|notice|patents)[^/]*$`)

func TestEveryModuleAndFaceStandsInTheLicencesWithItsOwn(t *testing.T) {
	found := make(map[string]string)
	for _, system := range systems {
		goos, goarch, _ := strings.Cut(system, "/")
		list := output(t, []string{"GOOS=" + goos, "GOARCH=" + goarch},
			"go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}\t{{.Dir}}{{end}}{{end}}", "betten/cmd/betten")
		for line := range strings.Lines(list) {
			module, dir, ok := strings.Cut(strings.TrimSpace(line), "\t")
			if !ok || found[module] != "" {
				continue
			}
			entries, err := os.ReadDir(dir)
			if err != nil {
				t.Fatal(err)
			}
			for _, e := range entries {
				if isLicence.MatchString(e.Name()) && !e.IsDir() {
					found[module] += read(t, filepath.Join(dir, e.Name()))
				}
			}
			if found[module] == "" {
				t.Errorf("%s has no licence", module)
			}
		}
	}
	for module, text := range found {
		if strings.HasPrefix(module, "golang.org/x/text ") {
			found["The Go standard library"] = text // it has the same licence
		}
	}
	faces, err := filepath.Glob(filepath.Join("..", "..", "fonts", "*OFL*"))
	if err != nil || len(faces) < 2 {
		t.Fatalf("%d licences of faces, %v", len(faces), err)
	}
	for _, face := range faces {
		found["fonts/"+filepath.Base(face)] = read(t, face)
	}
	found["Adobe CMap resources (internal/pdfread/cmaps.zip)"] = read(t, filepath.Join("..", "pdfread", "cmaps.LICENSE.txt"))
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(found)) {
		fmt.Fprintf(&b, "%s\n%s\n\n%s\n\n\n", name, strings.Repeat("=", len(name)), strings.TrimSpace(found[name]))
	}
	if *update {
		if err := os.WriteFile("licenses.txt", []byte(b.String()), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	if Text != b.String() {
		t.Error("licenses.txt is not current: go test ./internal/licenses -update")
	}
}

func output(t *testing.T, env []string, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Env = append(os.Environ(), env...)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s %v: %v", name, args, err)
	}
	return string(out)
}

func read(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(string(data), "\r\n", "\n")
}
