package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"

	"betten/internal/lookalike"
)

// assessments SEED EDITS OLD.xlsx NEW.xlsx draws two assessments of みほん市 with some
// fields changed, the newer one in another layout.
func assessments(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 4 {
		ts.Fatalf("usage: assessments seed edits old new")
	}
	seed, err := strconv.ParseUint(args[0], 10, 64)
	ts.Check(err)
	edits, err := strconv.Atoi(args[1])
	ts.Check(err)
	rng := rand.New(rand.NewPCG(seed, 1))
	old := lookalike.Fill(rng, 0)
	operation := lookalike.Operation("delete inner")
	if edits == 0 {
		operation = "none"
	}
	new := lookalike.Edit(old, rng, edits, operation)
	a := lookalike.Layout{Fill: "labels", Bold: true, Ticks: "cells", PerRow: 3, Choices: "cells", List: "cells", Left: 1, Label: 8, Indent: 2, Right: 40, Text: "merged", Ranges: true}
	b := a
	b.Above, b.Fill, b.Ticks, b.Choices, b.Text, b.Left = true, "none", "lines", "one", "rows", 2
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), lookalike.Draw(old, a, "令和6年4月1日"), 0o666))
	ts.Check(os.WriteFile(ts.MkAbs(args[3]), lookalike.Draw(new, b, "令和7年4月1日"), 0o666))
}

// type FILE SHEET COLUMN FROM TO TEXT types a text into the cells of a column, as an
// official would.
func typeCells(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 6 {
		ts.Fatalf("usage: type file sheet column from to text")
	}
	f, err := excelize.OpenFile(ts.MkAbs(args[0]))
	ts.Check(err)
	defer f.Close()
	from, err := strconv.Atoi(args[3])
	ts.Check(err)
	to, err := strconv.Atoi(args[4])
	ts.Check(err)
	for row := from; row <= to; row++ {
		ts.Check(f.SetCellStr(args[1], args[2]+strconv.Itoa(row), args[5]))
	}
	ts.Check(f.Save())
}

// condition implements [e2e]: other programs are started.
func condition(name string) (bool, error) {
	if name == "e2e" {
		return os.Getenv("BETTEN_E2E") == "1", nil
	}
	return false, fmt.Errorf("unknown condition %s", name)
}

// resave FILE opens a workbook with LibreOffice and saves it.
func resave(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: resave file")
	}
	file, dir := ts.MkAbs(args[0]), ts.MkAbs(".libreoffice")
	cmd := exec.Command("soffice", "-env:UserInstallation=file://"+filepath.ToSlash(filepath.Join(dir, "profile")),
		"--headless", "--convert-to", "xlsx", "--outdir", dir, file)
	if out, err := cmd.CombinedOutput(); err != nil {
		ts.Fatalf("%v\n%s", err, out)
	}
	data, err := os.ReadFile(filepath.Join(dir, filepath.Base(file)))
	ts.Check(err)
	ts.Check(os.WriteFile(file, data, 0o666))
}
