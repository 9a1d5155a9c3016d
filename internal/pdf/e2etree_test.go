package pdf

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"betten/internal/layout"
)

// printedCells returns the cells of a kind from pdfinfo's listing of a structure: an element's
// name on a line, and its texts below it in quotation marks.
func printedCells(out, kind string) [][]string {
	var rows [][]string
	in := ""
	for line := range strings.Lines(out) {
		line = strings.TrimSpace(line)
		if text, ok := strings.CutPrefix(line, `"`); ok {
			if in == kind {
				row := rows[len(rows)-1]
				row[len(row)-1] += solid(strings.TrimSuffix(text, `"`))
			}
			continue
		}
		switch name := strings.TrimSuffix(strings.Fields(line + " -")[0], ":"); name {
		case "TR":
			in, rows = name, append(rows, nil)
		case kind:
			in, rows[len(rows)-1] = name, append(rows[len(rows)-1], "")
		case "TH", "TD", "H1", "H2":
			in = name
		}
	}
	return slices.DeleteFunc(rows, func(row []string) bool { return row == nil })
}

func TestPdfinfoReadsTheTableRowByRow(t *testing.T) {
	e2e(t, func(t *testing.T, p *layout.Print, path string) {
		out := run(t, "pdfinfo", "-struct-text", "-enc", "UTF-8", path)
		for kind, want := range map[string][][]string{"TD": cellsOf(p.Rows), "TH": {headings(p)}} {
			for _, row := range want {
				for i := range row {
					row[i] = strings.ReplaceAll(solid(row[i]), "\u00AD", "") // pdfinfo omits it
				}
			}
			if diff := cmp.Diff(want, printedCells(out, kind), cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("%s: %s", kind, diff)
			}
		}
	})
}

// A qpdfFile contains the objects of a file in qpdf's format.
type qpdfFile map[string]struct{ Value any }

// kinds returns an element and everything below it on one line, without texts.
func (f qpdfFile) kinds(v any) string {
	if name, ok := v.(string); ok && strings.HasSuffix(name, " R") {
		v = f["obj:"+name].Value
	}
	e, ok := v.(map[string]any)
	if !ok || e["/S"] == nil {
		return ""
	}
	kids, ok := e["/K"].([]any)
	if !ok {
		kids = []any{e["/K"]}
	}
	var all []string
	for _, k := range kids {
		if s := f.kinds(k); s != "" {
			all = append(all, s)
		}
	}
	s := strings.TrimPrefix(e["/S"].(string), "/")
	if len(all) > 0 {
		s += "(" + strings.Join(all, " ") + ")"
	}
	return s
}

// kinds returns the same for the result of the other reader.
func (n *node) kinds() string {
	plain := &node{kind: n.kind}
	for _, k := range n.kids {
		plain.kids = append(plain.kids, &node{kind: k.kinds()})
	}
	return plain.String()
}

func TestQpdfFindsTheSameStructure(t *testing.T) {
	e2e(t, func(t *testing.T, _ *layout.Print, path string) {
		var out struct{ Qpdf []json.RawMessage }
		source := run(t, "qpdf", "--json-output", path, "-")
		if err := json.Unmarshal([]byte(source), &out); err != nil {
			t.Fatal(err)
		}
		var f qpdfFile
		if err := json.Unmarshal(out.Qpdf[1], &f); err != nil {
			t.Fatal(err)
		}
		catalog := f["trailer"].Value.(map[string]any)["/Root"].(string)
		root := f["obj:"+catalog].Value.(map[string]any)
		top := f["obj:"+root["/StructTreeRoot"].(string)].Value.(map[string]any)
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(readTree(t, data).kinds(), f.kinds(top["/K"].([]any)[0])); diff != "" {
			t.Error(diff)
		}
	})
}
