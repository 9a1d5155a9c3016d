package xlsx

import (
	"archive/zip"
	"encoding/xml"
	"io"
	"sync"

	"github.com/klauspost/compress/flate"

	"betten/internal/record"
)

// deflaters are used again: a new one costs more than most parts of a workbook. Their
// level is a matter of time: the standard library's usual one takes more than twice
// as long, and makes a large workbook 7 % smaller.
var deflaters = sync.Pool{New: func() any {
	w, _ := flate.NewWriter(nil, 5)
	return w
}}

// newParts returns the writer of a workbook's parts, the last of which is its
// record.
func newParts(w io.Writer, r *record.Record) *parts {
	z := zip.NewWriter(w)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) {
		d := deflaters.Get().(*flate.Writer)
		d.Reset(w)
		return &pooled{d}, nil
	})
	return &parts{z, r, record.NewDigester()}
}

// parts are the parts of a workbook as they are written.
type parts struct {
	*zip.Writer
	record *record.Record
	all    record.Digester
}

// Create begins a part.
func (p *parts) Create(name string) (io.Writer, error) {
	w, err := p.Writer.Create(name)
	p.all.Text(name)
	return unmarker{io.MultiWriter(w, p.all)}, err
}

// Close writes the record and ends the file.
func (p *parts) Close() error {
	p.record.Parts = p.all.Digest()
	data, err := p.record.Encode()
	if err != nil {
		return err
	}
	w, err := p.Writer.Create(recordPart)
	if err != nil {
		return err
	}
	if _, err := w.Write(append([]byte(xml.Header), data...)); err != nil {
		return err
	}
	return p.Writer.Close()
}

// pooled is a deflater that goes back to the pool when it is closed.
type pooled struct{ *flate.Writer }

func (p *pooled) Close() error {
	err := p.Writer.Close()
	deflaters.Put(p.Writer)
	p.Writer = nil
	return err
}
