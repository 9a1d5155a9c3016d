package source

import (
	"maps"
	"slices"
	"strings"
	"time"

	"betten/internal/change"
)

// entryKeys are the keys of an entry file.
var entryKeys = &vocabulary{
	list: "change",
	tables: map[string][]string{
		"":       {"form", "organization", "assessment", "archive", "change"},
		"change": {"date", "item", "before", "after", "timing", "explanation"},
	},
	aliases: columnAliases(map[string]string{
		"items": "item", "old": "before", "new": "after", "reason": "explanation", "note": "explanation",
		"様式": "form", "評価実施機関名": "organization", "評価実施機関": "organization", "機関名": "organization",
		"organisation": "organization", "評価書名": "assessment", "評価書": "assessment", "title": "assessment",
		"変更": "change", "変更箇所": "change", "changes": "change", "entry": "change", "entries": "change",
	}),
}

// columnAliases adds to aliases what people call the columns of the table.
func columnAliases(aliases map[string]string) map[string]string {
	all := change.ColumnKeys()
	maps.Copy(all, aliases) // 変更箇所 is the table here
	return all
}

// required are the columns that every entry must have.
var required = []change.Column{
	change.DateColumn, change.ItemColumn, change.BeforeColumn, change.AfterColumn, change.TimingColumn,
}

// Entries reads an entry file and checks it. It returns all problems in the order of
// their places. The table holds what could be read. It is nil if nothing could be read,
// or if the end of the file could not be read.
func Entries(file string, data []byte) (*change.Table, []change.Problem) {
	d := read(file, data, entryKeys)
	if d.root == nil {
		return nil, d.problems()
	}
	if v := d.root.values["columns"]; v != nil && v.kind == tables && d.root.values["change"] == nil {
		d.faults = nil
		d.fail(v.key, change.FormFile)
		return nil, d.problems()
	}
	d.checkKeys(d.root, "")
	r := entryReader{document: d, table: &change.Table{}}
	r.head()
	r.entries()
	if d.stopped || !d.decoded {
		return nil, d.problems()
	}
	r.table.Locator = &locator{lines: &d.lines, cells: r.cells}
	found := append(r.check(), r.leaveOutSamples()...)
	change.SortProblems(found)
	return r.table, d.problems(found...)
}

// leaveOutSamples takes the samples of the file to start from out of the table, each
// with a warning. A table of nothing else is an error.
func (r *entryReader) leaveOutSamples() (problems []change.Problem) {
	if r.table.Archive {
		return nil // it records what a past document said
	}
	var entries []change.Entry
	var places []cellValues
	for i := range r.table.Entries {
		if e := &r.table.Entries[i]; !change.IsSample(e) {
			entries, places = append(entries, *e), append(places, r.cells.entries[i])
			continue
		}
		problems = append(problems, change.Problem{Kind: change.Example, At: r.table.At(change.Place{Entry: i, Column: change.ItemColumn})})
	}
	if len(problems) == 0 {
		return nil
	}
	if len(entries) == 0 {
		problems = append(problems, change.Problem{Severity: change.Error, Kind: change.NoChange, At: change.Position{File: r.file}})
	}
	r.table.Entries, r.cells.entries = entries, places
	r.table.Locator = &locator{lines: &r.lines, cells: r.cells}
	return problems
}

// KeyPosition returns the place of a key at the head of an entry file, such as
// "form", for a problem with its value; that of the whole file if it has none.
func KeyPosition(t *change.Table, key string) change.Position {
	l, ok := t.Locator.(*locator)
	if !ok {
		return change.Position{}
	}
	v := l.cells.head[key]
	if v == nil {
		return change.Position{File: l.lines.file}
	}
	return l.lines.position(v.at.start)
}

type entryReader struct {
	*document
	table   *change.Table
	cells   cells
	inPaths []int // bytes of escapes that stand in names of files
}

// head reads the keys above the entries.
func (r *entryReader) head() {
	r.cells.head = r.root.values
	r.form()
	r.table.Organization = r.name("organization")
	r.table.Assessment = r.name("assessment")
	if v := r.root.values["archive"]; v != nil {
		r.table.Archive, _ = v.data.(bool)
		r.want(v, "archive", truth)
	}
}

// form reads which form the table wants. A file that names none gets the most common
// form, with a message, so that the user need not find out from the title.
func (r *entryReader) form() {
	name, ok := r.oneLine(r.root, "form")
	r.table.Form = name
	switch v := r.root.values["form"]; {
	case ok && name == "":
		r.report(change.Warning, v.at.start, change.NoForm)
	case v == nil && !r.root.faulty:
		at := r.position(0)
		at.Column = 0
		r.faults = append(r.faults, fault{-1, change.Problem{Kind: change.NoForm, At: at}})
	}
}

// entries reads all changes.
func (r *entryReader) entries() {
	v := r.root.values["change"]
	if v == nil || v.kind != tables && v.kind != list {
		if v != nil {
			r.want(v, "change", tables)
		} else if !r.stopped && !r.root.faulty {
			r.faults = append(r.faults, fault{-1, change.Problem{
				Severity: change.Error, Kind: change.NoChange, At: change.Position{File: r.file},
			}})
		}
		return
	}
	for _, e := range v.list {
		r.want(e, "change", tables)
	}
	all := v.all()
	if len(all) == 0 {
		r.fail(v.at.start, change.NoChange)
	}
	r.table.Entries = make([]change.Entry, len(all))
	r.cells.entries = make([]cellValues, len(all))
	for i, t := range all {
		r.entry(i, t, i == len(all)-1 && r.stopped)
	}
}

// entry reads one change. Of one that was cut off by an unclosed text, nothing
// is missing.
func (r *entryReader) entry(i int, t *table, cutOff bool) {
	e, cells := &r.table.Entries[i], &r.cells.entries[i]
	cells.header = t.at
	for c := range change.Column(change.Columns) {
		cells.values[c] = t.values[c.String()]
	}
	for _, c := range required {
		if cells.values[c] == nil && !t.faulty && !cutOff {
			r.fail(t.at, change.MissingKey, c.String(), c.Title())
		}
	}
	e.Date = r.date(cells.values[change.DateColumn])
	e.Item = r.item(cells.values[change.ItemColumn])
	e.Before = r.cell(cells.values[change.BeforeColumn], "before")
	e.After = r.cell(cells.values[change.AfterColumn], "after")
	e.Timing = r.cell(cells.values[change.TimingColumn], "timing")
	e.Explanation = r.cell(cells.values[change.ExplanationColumn], "explanation")
}

func (r *entryReader) date(v *value) change.Date {
	if v != nil && v.kind == day {
		t, _ := v.data.(time.Time)
		t, _ = change.CalendarDate(t.Year(), int(t.Month()), t.Day())
		return change.Date{Day: t}
	}
	if v != nil && v.kind == number {
		written := string(r.text[v.at.start:v.at.end])
		r.fail(v.at.start, change.UnquotedDate, written, dateKey(written))
		v.kind = unread
	}
	return change.TextDate(r.cell(v, "date"))
}

// item reads the 項目: one text, or its levels.
func (r *entryReader) item(v *value) string {
	if v == nil || v.kind != list {
		return r.cell(v, "item")
	}
	levels := make([]string, len(v.list))
	for i, e := range v.list {
		if levels[i] = r.cell(e, "item"); e.kind == unread {
			v.kind = unread
		}
	}
	return strings.Join(levels, "\n")
}

// cell reads the text of a cell.
func (r *entryReader) cell(v *value, key string) string {
	if v == nil || !r.want(v, key, words) {
		return ""
	}
	s := r.textOf(v)
	r.paths(v)
	return s
}

// want reports a value that is not of the kind its key needs. One that could
// not be read was reported before.
func (d *document) want(v *value, key string, k kind) bool {
	if v.kind == k {
		return true
	}
	if v.kind != unread {
		d.fail(v.at.start, change.WrongType, key, wanted(key, k))
		v.kind = unread
	}
	return false
}

// wanted names what a value must be; the command has the words for it.
func wanted(key string, k kind) string {
	switch {
	case key == "date":
		return "date"
	case key == "item":
		return "texts"
	case k == words:
		return "text"
	case k == truth:
		return "truth"
	case k == number:
		return "number"
	case key == "change":
		return "tables"
	}
	return "table"
}

// textOf returns a text as it was meant: the line break before the closing
// quotes of a text of many lines is not part of it.
func (d *document) textOf(v *value) string {
	s, _ := v.data.(string)
	if d.closingBreak(v.at) {
		return strings.TrimSuffix(s, "\n")
	}
	return s
}

// oneLine reads a text that must be on one line, and reports whether there was one. Outside the table a line break or a tab has no meaning.
func (d *document) oneLine(t *table, key string) (string, bool) {
	v := t.values[key]
	if v == nil || !d.want(v, key, words) {
		return "", false
	}
	s := d.textOf(v)
	if strings.Contains(s, "\n") {
		d.fail(v.at.start, change.SeveralLines, key)
	}
	d.characters(v, s)
	return s, true
}

// name reads a name of the assessment, which may go over several lines.
func (r *entryReader) name(key string) string {
	v := r.root.values[key]
	if v == nil || !r.want(v, key, words) {
		return ""
	}
	s := r.textOf(v)
	r.characters(v, s)
	return s
}

// characters reports the odd characters of a text outside the table.
func (d *document) characters(v *value, s string) {
	segments := d.segments(v)
	for _, f := range change.Characters(s) {
		d.report(f.Severity, fileOffset(segments, f.Offset, v.at.end), f.Kind, f.Values...)
	}
}

// dateKey returns a date as the key of an entry has it: the one that was meant, or an
// example.
func dateKey(written string) string {
	if day, possible, ok := change.MeantDate(written); ok && possible {
		return day.Format(time.DateOnly)
	}
	return "2024-11-19"
}

// check returns the problems with the values, except that cells which are
// missing or could not be read are empty, which is already reported.
func (r *entryReader) check() []change.Problem {
	type news struct {
		change.Kind
		line, column int
	}
	old := map[news]bool{}
	mute := func(k change.Kind, i int, c change.Column) {
		at := r.table.Locator.Locate(change.Place{Entry: i, Column: c})
		old[news{k, at.Line, at.Column}] = true
	}
	for i := range r.cells.entries {
		missing := func(c change.Column) bool {
			v := r.cells.entries[i].values[c]
			return v == nil || v.kind == unread
		}
		if missing(change.DateColumn) {
			mute(change.EmptyDate, i, change.DateColumn)
		}
		if missing(change.ItemColumn) {
			mute(change.EmptyItem, i, change.ItemColumn)
		}
		if missing(change.TimingColumn) {
			mute(change.EmptyTiming, i, change.TimingColumn)
		}
		if missing(change.BeforeColumn) || missing(change.AfterColumn) {
			mute(change.BothEmpty, i, change.BeforeColumn)
		}
		if missing(change.AfterColumn) {
			mute(change.EmptyAfter, i, change.AfterColumn)
		}
		if v := r.cells.entries[i].values[change.ExplanationColumn]; v != nil && v.kind == unread {
			mute(change.NoExplanation, i, change.TimingColumn)
		}
		// An entry that was not read whole is like no other.
		if slices.ContainsFunc(r.cells.entries[i].values[:change.ExplanationColumn], func(v *value) bool {
			return v == nil || v.kind == unread
		}) {
			mute(change.SameEntry, i, change.ItemColumn)
		}
	}
	for _, offset := range r.inPaths {
		at := r.position(offset)
		old[news{change.Tab, at.Line, at.Column}] = true
		old[news{change.ControlCharacter, at.Line, at.Column}] = true
	}
	problems := change.Check(r.table)
	if len(old) == 0 {
		return problems
	}
	return slices.DeleteFunc(problems, func(p change.Problem) bool {
		return old[news{p.Kind, p.At.Line, p.At.Column}]
	})
}
