package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"

	"betten/fonts"
	"betten/internal/change"
	"betten/internal/layout"
	"betten/internal/pdf"
	"betten/internal/source"
	"betten/internal/specimen"
	"betten/internal/text"
	"betten/internal/xlsx"
)

// BENCHMARKS.md describes what is measured here and how it scales.

// sizes are the lengths of the tables, in published attachments.
var sizes = []int{1, 10, 100, 1000}

// bySize runs a benchmark for tables of each size.
func bySize(b *testing.B, measure func(b *testing.B, table *change.Table)) {
	for _, n := range sizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			measure(b, specimen.City(n))
		})
	}
}

// A process that does almost nothing.
func BenchmarkStartUp(b *testing.B) {
	for b.Loop() {
		if out, err := program(b, "version").CombinedOutput(); err != nil {
			b.Fatalf("%v\n%s", err, out)
		}
	}
}

// An entry file and its form, read and checked.
func BenchmarkLoad(b *testing.B) {
	bySize(b, func(b *testing.B, table *change.Table) {
		data := source.TOML(table)
		b.SetBytes(int64(len(data)))
		for b.Loop() {
			table, problems := source.Entries("e.toml", data)
			if change.Failed(problems) {
				b.Fatal(problems)
			}
			if _, problems := new(job).form(table, "e.toml"); change.Failed(problems) {
				b.Fatal(problems)
			}
		}
	})
}

// laidOut lays a table out for the workbook and for the PDF.
func laidOut(b *testing.B, table *change.Table) (*layout.Sheet, *layout.Print) {
	f := specimen.Juten()
	sheet, problems := layout.LayOut(table, f, text.NewRuler(f.Book.Size, text.MSPGothic()))
	p, more := layout.Paginate(sheet, text.NewPrintRuler(f.Print.Size, fonts.BIZUDPGothic(), fonts.NotoSansJP()))
	if change.Failed(append(problems, more...)) {
		b.Fatal(problems, more)
	}
	return sheet, p
}

func BenchmarkLayout(b *testing.B) {
	bySize(b, func(b *testing.B, table *change.Table) {
		for b.Loop() {
			laidOut(b, table)
		}
	})
}

func BenchmarkWorkbook(b *testing.B) {
	bySize(b, func(b *testing.B, table *change.Table) {
		sheet, _ := laidOut(b, table)
		for b.Loop() {
			if err := xlsx.Write(io.Discard, sheet); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkPDF(b *testing.B) {
	bySize(b, func(b *testing.B, table *change.Table) {
		_, p := laidOut(b, table)
		for b.Loop() {
			if err := pdf.Write(io.Discard, p); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// A workbook read back and written as an entry file.
func BenchmarkImport(b *testing.B) {
	bySize(b, func(b *testing.B, table *change.Table) {
		sheet, _ := laidOut(b, table)
		var workbook bytes.Buffer
		if err := xlsx.Write(&workbook, sheet); err != nil {
			b.Fatal(err)
		}
		b.SetBytes(int64(workbook.Len()))
		for b.Loop() {
			sheets, problems := xlsx.Read("e.xlsx", workbook.Bytes(), "")
			if len(sheets) != 1 {
				b.Fatal(problems)
			}
			source.Imported(sheets[0].Table, "e.xlsx")
		}
	})
}

// The whole command as a process: the first one in the README.
func BenchmarkBuild(b *testing.B) {
	for _, n := range sizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) { benchmarkCommand(b, specimen.City(n), "build") })
	}
}

// BenchmarkBuild with the published attachment, if it is available.
func BenchmarkBuildReference(b *testing.B) {
	for _, n := range sizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) { benchmarkCommand(b, specimen.Reference(b, n), "build") })
	}
}

func BenchmarkReview(b *testing.B) {
	for _, n := range []int{1, 10, 100} {
		b.Run(fmt.Sprint(n), func(b *testing.B) { benchmarkCommand(b, specimen.City(n), "build", "--review") })
	}
}

// benchmarkCommand runs a command on a table. Its outputs are missing each time.
func benchmarkCommand(b *testing.B, table *change.Table, args ...string) {
	dir := b.TempDir()
	file, out := filepath.Join(dir, "e.toml"), filepath.Join(dir, "out")
	if err := os.WriteFile(file, source.TOML(table), 0o666); err != nil {
		b.Fatal(err)
	}
	if err := os.Mkdir(out, 0o777); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if said, err := program(b, append(args, "-o", out, file)...).CombinedOutput(); err != nil {
			b.Fatalf("%v\n%s", err, said)
		}
		b.StopTimer()
		made, _ := filepath.Glob(filepath.Join(out, "*"))
		for _, path := range made {
			os.Remove(path)
		}
		b.StartTimer()
	}
}

// One file per round of the benchmark, each as long as a published attachment, to workbooks and
// PDFs: with -benchtime 1000x, a thousand.
func BenchmarkBatch(b *testing.B) {
	data := source.TOML(specimen.City(1))
	for _, jobs := range []int{1, 2} {
		b.Run(fmt.Sprintf("jobs=%d", jobs), func(b *testing.B) {
			dir := b.TempDir()
			for i := range b.N {
				if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%05d.toml", i)), data, 0o666); err != nil {
					b.Fatal(err)
				}
			}
			b.ResetTimer()
			betten(b, 0, "batch", dir, "-o", filepath.Join(dir, "out"), "--jobs", fmt.Sprint(jobs))
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "files/s")
		})
	}
}
