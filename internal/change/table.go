// Package change holds the change table (変更箇所) itself: its entries, the places in it,
// and the problems found in it. It knows nothing of the files a table comes from or of how
// one looks on paper, and imports no other package of this project.
package change

// The two values of a timing (提出時期).
const (
	Before = "事前" // submitted before the change is made
	After  = "事後" // submitted after the change was made
)

// Deleted is the text of After for a deletion.
const Deleted = "（削除）"

// A Column is one of the six official columns of the table, in the order of
// the form.
type Column int

const (
	DateColumn        Column = iota // 変更日
	ItemColumn                      // 項目
	BeforeColumn                    // 変更前の記載
	AfterColumn                     // 変更後の記載
	TimingColumn                    // 提出時期
	ExplanationColumn               // 提出時期に係る説明

	Columns = 6 // how many there are
)

// columnNames are the keys of the entry file and of JSON.
var columnNames = [Columns]string{"date", "item", "before", "after", "timing", "explanation"}

// String returns the column's key in the entry file, as in "before".
func (c Column) String() string { return columnNames[c] }

// columnTitles are the official names of the columns.
var columnTitles = [Columns]string{
	"変更日", "項目", "変更前の記載", "変更後の記載", "提出時期", "提出時期に係る説明",
}

// Title returns the column's official name.
func (c Column) Title() string { return columnTitles[c] }

// A Table is the change table (変更箇所) of one assessment.
type Table struct {
	Form         string // name or path of the form (様式), as written
	Organization string // 評価実施機関名; may be empty
	Assessment   string // 評価書名; may be empty

	// Archive says that the table records a past document: what breaks
	// today's rules is a warning, and it builds all the same.
	Archive bool

	Entries []Entry

	// Locator finds a place of the table in its source. Nil if there is none.
	Locator Locator
}

// An Entry is one change. Its texts are clean paragraphs separated by line feeds, exactly
// as the user wrote them.
type Entry struct {
	Date        Date
	Item        string // the 項目, one level a line
	Before      string // empty for an addition
	After       string // 「（削除）」 for a deletion
	Timing      string // Before or After
	Explanation string // may be empty
}

// A Place is a character of a table.
type Place struct {
	Entry  int    // index in Table.Entries
	Column Column //
	Offset int    // in bytes of the cell's text
}

// A Position is a place in a source file, as a person counts.
type Position struct {
	File   string // as the user named it
	Line   int    // from 1; 0 if the problem is with the file as a whole
	Column int    // in characters, from 1; 0 if the problem is with the whole line
	Text   string // the line itself, without its line end

	// Cell is the place in a workbook: 「変更箇所!C5」. Line is then the row of the
	// sheet, and Column and Text are those of a line of the cell.
	Cell string
}

// A Locator finds a place of a table in its source. Any number of goroutines may call it
// at once.
type Locator interface {
	Locate(Place) Position
}

// At returns the position of a place, or an empty one without a Locator.
func (t *Table) At(p Place) Position {
	if t.Locator == nil {
		return Position{}
	}
	return t.Locator.Locate(p)
}
