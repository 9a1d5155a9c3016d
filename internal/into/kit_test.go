package into_test

import (
	"archive/zip"
	"bytes"
	"io/fs"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"betten/internal/change"
	"betten/internal/form"
	"betten/internal/layout"
	"betten/internal/text"
	"betten/internal/xlsx"
)

// lay lays a table out in the workbook's type.
func lay(t testing.TB, f *form.Form, table *change.Table) *layout.Sheet {
	t.Helper()
	sheet, problems := layout.LayOut(table, f, text.NewRuler(f.Book.Size, text.MSPGothic()))
	if change.Failed(problems) {
		t.Fatal(problems)
	}
	return sheet
}

func write(t testing.TB, s *layout.Sheet) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := xlsx.Write(&b, s); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// parts returns the parts of a workbook by their names.
func parts(t testing.TB, workbook []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(workbook), int64(len(workbook)))
	if err != nil {
		t.Fatal(err)
	}
	all := make(map[string]string)
	for _, f := range z.File {
		if strings.HasSuffix(f.Name, "/") {
			continue
		}
		data, err := fs.ReadFile(z, f.Name)
		if err != nil {
			t.Fatal(err)
		}
		all[f.Name] = string(data)
	}
	return all
}

func open(t testing.TB, workbook []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(workbook))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}
