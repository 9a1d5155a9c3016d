package xlsx

import (
	"archive/zip"
	"compress/flate"
	"io"
	"sync"

	"github.com/xuri/excelize/v2"
)

// deflaters are used again: a new one costs more than most parts of a workbook.
var deflaters = sync.Pool{New: func() any {
	w, _ := flate.NewWriter(nil, flate.DefaultCompression)
	return w
}}

// newZipWriter returns the writer of a workbook's parts.
func newZipWriter(w io.Writer) excelize.ZipWriter {
	z := zip.NewWriter(w)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) {
		d := deflaters.Get().(*flate.Writer)
		d.Reset(w)
		return &pooled{d}, nil
	})
	return parts{z}
}

// parts are the parts of a workbook as they are written.
type parts struct{ *zip.Writer }

// Create begins a part.
func (p parts) Create(name string) (io.Writer, error) {
	w, err := p.Writer.Create(name)
	return unmarker{w}, err
}

// pooled is a deflater that goes back to the pool when it is closed.
type pooled struct{ *flate.Writer }

func (p *pooled) Close() error {
	err := p.Writer.Close()
	deflaters.Put(p.Writer)
	p.Writer = nil
	return err
}
