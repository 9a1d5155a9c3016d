package main

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The example's lines and cuts were looked at, and LibreOffice, asked in a test of
// the workbook, needs no more lines than they have room for. They change only
// when a rule of the layout does.
func TestTheExampleIsLaidOutAsItWasConfirmed(t *testing.T) {
	want, err := os.ReadFile("../../examples/mihon.rows.json")
	if err != nil {
		t.Fatal(err)
	}
	var out, problems bytes.Buffer
	if status := run([]string{"show", "--format", "json", "../../examples/mihon.toml"}, nil, &out, &problems); status != exitDone {
		t.Fatalf("exit %d: %s", status, problems.String())
	}
	rows := func(s string) []string { return strings.SplitAfter(s, "},") }
	if diff := cmp.Diff(rows(string(want)), rows(out.String())); diff != "" {
		t.Error(diff)
	}
}

// The README's command, on the example, from start to end.
func BenchmarkBuildExample(b *testing.B) {
	benchmarkBuild(b, "../../examples/mihon.toml")
}

// The published attachment, if it is at hand: reading, checking, laying out, both
// files written.
func BenchmarkBuildReference(b *testing.B) {
	const reference = "../../../shared/reference/kumagaya-2024.toml"
	if _, err := os.Stat(reference); err != nil {
		b.Skip("the published attachment is not at hand")
	}
	benchmarkBuild(b, reference)
}

func benchmarkBuild(b *testing.B, file string) {
	dir := b.TempDir()
	for b.Loop() {
		var out bytes.Buffer
		if status := run([]string{"build", "-o", dir, file}, nil, &out, &out); status != exitDone {
			b.Fatal(out.String())
		}
	}
}
