// Package outline reads the content of a finished assessment (評価書): its headings and the
// fields under them. It pairs two assessments and lists the changes between them as entries
// of the change table.
//
// No template is needed. The role of a cell is derived from its text, its place, its colour
// and its protection, and from a vocabulary of known headings if one is given. A wrong guess
// may put a text under a wrong heading, but it must never lose a text: every visible cell is
// accounted for (Comparison.Unaccounted), or reported in a problem.
package outline

import (
	"cmp"
	"time"
)

// A Document is an assessment that was read.
type Document struct {
	File   string // as the user wrote it
	Sheets []*Sheet
	Top    *Heading // has no text; holds the titles
	Loose  []*Cell  // under no heading, or beside the table

	titles map[string]int // how often each title occurs
}

// A Sheet is a worksheet of an assessment.
type Sheet struct {
	Name    string
	Left    Reason // why its cells are not fields; Compared if they are
	Cells   []*Cell
	Objects []Object

	Pending []string // cells with a formula that was never computed

	units []*unit
	slots []box // merged ranges without content
	first int   // the first column with content
	edge  int   // the last column of the table
	index int
	file  string
}

// A Reason says why a sheet or a cell is left out.
type Reason int

const (
	Compared    Reason = iota // it is not left out
	ChangeTable               // the sheet contains the change table itself
	Contents                  // the sheet lists the sheets (項目一覧)
	Cover                     // 表紙
	HiddenSheet               // it is compared cell by cell
	Skipped                   // by the user's own list
)

// A Cell is a cell with a text.
type Cell struct {
	Sheet  *Sheet
	Text   string    // as it is shown; lines end with a line feed
	Day    time.Time // for a number that is shown as a day
	Hidden bool      // its row or column is hidden
	Name   string    // as in 「Ⅱ!B14」
	Struck string    // the part of the text that is struck out
	Fault  bool      // it shows the error of a formula

	box
	filled bool
	locked bool
}

// A box is a rectangle of cells, counted from 1, with all sides included.
type box struct{ top, left, bottom, right int }

func (b box) compare(c box) int {
	return cmp.Or(cmp.Compare(b.top, c.top), cmp.Compare(b.left, c.left))
}

// overlaps reports whether two boxes share a column.
func (b box) overlaps(c box) bool { return b.left <= c.right && c.left <= b.right }

// rows reports whether a box covers a row.
func (b box) covers(row int) bool { return b.top <= row && row <= b.bottom }

// A Level is the level of a heading.
type Level int

const (
	Top     Level = iota
	Title         // Ⅰ 基本情報, （別添１）
	Section       // １．
	Block         // システム１, 委託事項２, リスク１：
	Label         // ①, or a plain label
)

// A Heading is a heading with everything under it.
type Heading struct {
	Text   string
	Level  Level
	Cells  []*Cell
	Parent *Heading
	Kids   []*Heading // in the order of the form
	Field  *Field     // directly under it; nil if there is no field
	Group  bool       // a label above others, without a field of its own (再委託)
	Range  bool       // システム２～５: a heading that does not form a level
	Score  int        // a text with 2 or more is a heading
	Sure   bool       // by vocabulary, colour, protection or number

	stem   string // of a block
	number int    // of a block, or of a label's own number
	key    string // the form used to compare
	bare   string // the same without its number
	box
	sheet *Sheet
	known []*word
	slots int // values and empty places for values
	order int // in the document

	gramsOfLabel, gramsOfText, gramsOfBody grams
}

// A Kind says how a field is filled in.
type Kind int

const (
	Prose  Kind = iota
	Choice      // [委託する]
	Boxes       // [〇]紙　[　]電子メール
	Date
)

// A Tick is a box of a field with its option.
type Tick struct {
	Option string
	Ticked bool
	Count  string // （１）件, as it is compared
}

// A Field is the content under one heading.
type Field struct {
	Under *Heading
	Kind  Kind
	Text  string // as officials copy it
	Ticks []Tick
	Value string // of a choice
	Count string // （１）件, of a choice
	Cells []*Cell
	List  []*Cell // its choices, as the form prints them
	Day   time.Time
	void  bool
}

// Empty reports whether a field is not filled in.
func (f *Field) Empty() bool { return f == nil || f.void }

// An Object is an object over the cells of a sheet: a drawing, a text box, a control.
type Object struct {
	Kind ObjectKind
	Text string
	Name string // the cell under it; the sheet's name if there is none
	Mark string // distinguishes two objects of one kind: a digest, a state
}

// An ObjectKind is the kind of an object, as in workbook.ObjectKind.
type ObjectKind int
