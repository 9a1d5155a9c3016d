package zipfile

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"testing"
)

func zipOf(t *testing.T, n int) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := range n {
		if _, err := z.CreateHeader(&zip.FileHeader{Name: fmt.Sprintf("%0200d", i)}); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func open(data []byte) (*zip.Reader, error) { return Open(bytes.NewReader(data), int64(len(data))) }

func TestAZipIsListedUpToSomeSize(t *testing.T) {
	if z, err := open(zipOf(t, 1000)); err != nil || len(z.File) != 1000 {
		t.Error(err)
	}
	if _, err := open(zipOf(t, 80_000)); !errors.Is(err, ErrTooManyFiles) {
		t.Error(err)
	}
	if _, err := open([]byte("PK")); !errors.Is(err, zip.ErrFormat) {
		t.Error(err)
	}
}

func TestFilesDoNotShareTheirBytes(t *testing.T) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, packed := range []uint64{60, 60} {
		w, err := z.CreateRaw(&zip.FileHeader{Name: "a", Method: zip.Deflate, CompressedSize64: packed * 3, UncompressedSize64: 1 << 20})
		if err != nil {
			t.Fatal(err)
		}
		w.Write(make([]byte, packed))
	}
	z.Close()
	if _, err := open(b.Bytes()); !errors.Is(err, zip.ErrFormat) {
		t.Error(err)
	}
}
