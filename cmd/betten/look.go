package main

import (
	"archive/zip"
	"bytes"
	"path/filepath"
	"slices"
	"strings"

	"betten/internal/archive"
	"betten/internal/html"
	"betten/internal/pdf"
	"betten/internal/xlsx"
)

// kindOf determines from its content what a dropped file is.
func kindOf(path string, data []byte) taken {
	switch {
	case html.Untouched(data), pdf.Untouched(data):
		return asOwn
	case bytes.HasPrefix(data, []byte("%PDF-")):
		return asPDF
	case isWorkbook(data):
		return kindOfWorkbook(path, data)
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return kindOfZip(data)
	case bytes.Contains(data, []byte("[[change]]")), strings.EqualFold(filepath.Ext(path), ".toml"):
		return asTable // the reader reports why it cannot be read
	}
	return asOther
}

// kindOfWorkbook distinguishes an output, a table and a finished assessment.
func kindOfWorkbook(path string, data []byte) taken {
	switch {
	case xlsx.IsAttachment(data) && xlsx.Untouched(data):
		return asOwn
	case xlsx.IsAttachment(data):
		return asEdited
	}
	if isAssessment(path, data) {
		return asAssessment
	}
	if sheets, _ := xlsx.Read(path, data, ""); len(sheets) == 0 {
		return asOther
	}
	return asTable
}

// kindOfZip distinguishes a zip of files from a document of another program in zip format.
func kindOfZip(data []byte) taken {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil || slices.ContainsFunc(z.File, func(f *zip.File) bool { return f.Name == "[Content_Types].xml" || f.Name == "mimetype" }) {
		return asOther
	}
	return asZip
}

// ownFolder recognises a folder or a zip that has nothing to convert, or only outputs of
// this program.
func ownFolder(f droppedFile) droppedFile {
	sources, refused, done := archive.Find([]string{f.path}, wanted, "")
	defer done()
	for i := range sources {
		data, err := sources[i].Read(mostBytes)
		if err != nil || kindOf(sources[i].Name, data) != asOwn {
			return f
		}
	}
	switch {
	case len(refused) > 0:
	case len(sources) == 0:
		f.as = asEmpty
	default:
		f.as = asOwn
	}
	return f
}
