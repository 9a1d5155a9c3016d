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
