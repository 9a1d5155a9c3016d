package main

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The lines and cuts of the example were reviewed. A test of the workbook checks with LibreOffice
// that it needs no more lines than there is room for. They change only if a rule of the layout
// changes.
func TestTheExampleIsLaidOutAsItWasConfirmed(t *testing.T) {
	want, err := os.ReadFile("../../examples/mihon.rows.json")
	if err != nil {
		t.Fatal(err)
	}
	var out, problems bytes.Buffer
	if status := run(t.Context(), []string{"show", "--format", "json", "../../examples/mihon.toml"}, nil, &out, &problems); status != exitDone {
		t.Fatalf("exit %d: %s", status, problems.String())
	}
	if problems.Len() > 0 {
		t.Errorf("the example is not without problems: %s", problems.String())
	}
	rows := func(s string) []string { return strings.SplitAfter(s, "},") }
	if diff := cmp.Diff(rows(string(want)), rows(out.String())); diff != "" {
		t.Error(diff)
	}
}
