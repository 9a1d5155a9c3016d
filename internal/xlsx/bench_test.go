package xlsx_test

import (
	"io"
	"testing"

	"betten/internal/specimen"
	"betten/internal/xlsx"
)

func benchmark(b *testing.B, times int) {
	s := lay(b, specimen.Juten(), specimen.City(times))
	b.ReportAllocs()
	for b.Loop() {
		if err := xlsx.Write(io.Discard, s); err != nil {
			b.Fatal(err)
		}
	}
}

// A table of the size of a published one, and one of a hundred times as much.
func BenchmarkWrite(b *testing.B)    { benchmark(b, 1) }
func BenchmarkWrite100(b *testing.B) { benchmark(b, 100) }

func benchmarkRead(b *testing.B, times int) {
	workbook := write(b, lay(b, specimen.Juten(), specimen.City(times)))
	b.SetBytes(int64(len(workbook)))
	b.ReportAllocs()
	for b.Loop() {
		read(b, workbook)
	}
}

func BenchmarkRead(b *testing.B)    { benchmarkRead(b, 1) }
func BenchmarkRead100(b *testing.B) { benchmarkRead(b, 100) }

// A table of the size of a published one, into a workbook of twelve sheets.
func BenchmarkFill(b *testing.B) {
	book, table := lookalike(b, "assessment-12.xlsm"), specimen.City(1)
	b.ReportAllocs()
	for b.Loop() {
		fillIn(b, book, "", table, false)
	}
}
