package main

import (
	"bytes"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"betten/internal/change"
	"betten/internal/layout"
	"betten/internal/pdftable"
	"betten/internal/source"
	"betten/internal/xlsx"
)

// An attachment holds the results for one change table, as far as processing got.
type attachment struct {
	file      string
	name      string // of its outputs: the file's, without its ending
	part      string // distinguishes several tables of one file, as in ".令和6年度"; else empty
	tableName string // for a workbook, the sheet that was read
	entryFile []byte // the entry file it was read from, as it was written
	review    bool   // it is laid out for a committee

	table    *change.Table // nil if it could not be read
	sheet    *layout.Sheet // nil if it is not laid out, or could not be
	print    *layout.Print // nil unless a PDF is wanted
	problems []change.Problem

	made   []string // paths of the outputs that were written
	stale  []string // outdated outputs of an earlier run
	err    error    // why the outputs were not written
	target string   // the path that err is about
}

// failed reports whether the table cannot be shown as it is laid out.
func (a *attachment) failed() bool { return a.sheet == nil || change.Failed(a.problems) }

// origin describes the source: the file, or the sheet if the file has several.
func (a *attachment) origin() string {
	if a.part == "" {
		return a.file
	}
	return placeName(change.Position{File: a.file, Cell: a.tableName})
}

// read reads the tables of a file. An entry file or a PDF has one; a workbook may have
// several. If there are none, it returns one attachment whose problems say why.
func (j *job) read(file string) []*attachment {
	data, err := readFile(file)
	if err != nil {
		return []*attachment{{file: file, problems: []change.Problem{fileProblem(file, err)}}}
	}
	if len(data) > large {
		debug.SetGCPercent(50)
	}
	return j.readData(file, data)
}

// large is the size of an entry file from which the garbage collector runs more often. A
// thousand published attachments then take a tenth less memory and 5 % more time.
const large = 8 << 20

// readData reads the tables of a file whose content was read. The content determines the
// kind of the file. The extension only determines the wording if it is of neither kind.
func (j *job) readData(file string, data []byte) []*attachment {
	all := j.readTables(file, data)
	for _, a := range all {
		if a.table != nil {
			a.problems = append(a.problems, change.CheckDays(a.table, time.Now())...)
		}
	}
	return all
}

func (j *job) readTables(file string, data []byte) []*attachment {
	stem := strings.TrimSuffix(filepath.Base(file), filepath.Ext(file))
	switch ext := strings.ToLower(filepath.Ext(file)); {
	case isWorkbook(data):
		return j.readWorkbook(file, stem, data)
	case isPDF(data):
		if ext != ".pdf" {
			stem = filepath.Base(file)
		}
		a := &attachment{file: file, name: stem}
		a.table, a.problems = pdftable.Read(file, data, pagePlace)
		return []*attachment{a}
	case ext == ".xlsx" || ext == ".xlsm":
		return []*attachment{notWorkbook(file, data)}
	case ext != ".toml":
		stem = filepath.Base(file)
	}
	a := &attachment{file: file, name: stem, entryFile: data}
	a.table, a.problems = source.Entries(file, data)
	return []*attachment{a}
}

func (j *job) readWorkbook(file, stem string, data []byte) []*attachment {
	sheets, problems := xlsx.Read(file, data, j.sheet)
	if len(sheets) == 0 {
		return []*attachment{{file: file, problems: problems}}
	}
	all := make([]*attachment, len(sheets))
	for i, s := range sheets {
		all[i] = &attachment{file: file, name: stem, tableName: s.Name, table: s.Table, problems: slices.DeleteFunc(s.Problems, ofOurHelp)}
		if len(sheets) > 1 {
			all[i].part = "." + fileName(s.Name)
		}
	}
	noteCopies(all)
	return all
}

// ofOurHelp reports whether a problem is about the help above the table of a workbook to
// fill in. It is recognised even if the workbook's record is lost.
func ofOurHelp(p change.Problem) bool {
	const most = 15 // characters; a problem quotes more
	return p.Kind == change.TextAround && strings.HasPrefix(p.Values[0], string([]rune(bookHelp(""))[:most]))
}

// noteCopies warns of tables on copies of a sheet, as Excel names them: 変更箇所 (2). People
// often keep them as a backup.
func noteCopies(all []*attachment) {
	for _, a := range all {
		name, number, ok := strings.Cut(a.tableName, " (")
		if !ok || strings.Trim(strings.TrimSuffix(number, ")"), "0123456789") != "" || !strings.HasSuffix(number, ")") {
			continue
		}
		if slices.ContainsFunc(all, func(other *attachment) bool { return other.tableName == name }) {
			a.problems = append(a.problems, change.Problem{
				Kind: change.CopiedSheet, At: change.Position{File: a.file}, Values: []string{name, a.tableName},
			})
		}
	}
}

// onlyTable returns the table of a file that must have exactly one.
func onlyTable(file string, all []*attachment) *attachment {
	if len(all) == 1 {
		return all[0]
	}
	names := make([]string, len(all))
	for i, a := range all {
		names[i] = a.tableName
	}
	return &attachment{file: file, problems: []change.Problem{{
		Severity: change.Error, Kind: change.SeveralSheets,
		At: change.Position{File: file}, Values: []string{change.List(names...)},
	}}}
}

// notWorkbook reports that a file is not a workbook, and what it is if that is known.
func notWorkbook(file string, data []byte) *attachment {
	kind, values := source.Unreadable(data)
	switch {
	case kind == "" && utf8.Valid(data), kind == change.Encoding, kind == change.LineEnds:
		kind, values = change.TOMLFile, nil
	case kind == "", kind == change.NotText, kind == change.LargeText:
		kind, values = change.NotWorkbook, nil
	}
	return &attachment{file: file, problems: []change.Problem{{
		Severity: change.Error, Kind: kind, At: change.Position{File: file}, Values: values,
	}}}
}

// isPDF reports whether data is a PDF. Some programs write a few bytes before its header.
func isPDF(data []byte) bool {
	const most = 1024
	return bytes.Contains(data[:min(len(data), most)], []byte("%PDF-"))
}

// isWorkbook reports whether data is a workbook, possibly a damaged one. The reader of
// workbooks reports the damage.
func isWorkbook(data []byte) bool {
	names := func(part string) bool { return bytes.Contains(data, []byte(part)) }
	return bytes.HasPrefix(data, []byte("PK\x03\x04")) && (names("xl/") || names("workbook.xml") || names("opendocument.spreadsheet")) ||
		bytes.HasPrefix(data, []byte("\xD0\xCF\x11\xE0"))
}
