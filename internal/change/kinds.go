package change

// The kinds of problems of all stages. What a person reads about each one is in the
// command, in a single place, and a test there asks for all of them.
const (
	// The file as a whole.
	MissingFile    Kind = "missing-file"
	Pattern        Kind = "pattern" // of names
	Folder         Kind = "folder"
	NotRegular     Kind = "not-regular" // a pipe or a device
	UnreadableFile Kind = "unreadable-file"
	EmptyFile      Kind = "empty-file"
	Workbook       Kind = "workbook"
	OldWorkbook    Kind = "old-workbook"
	PDF            Kind = "pdf"
	ZipFile        Kind = "zip-file"
	NotText        Kind = "not-text"
	OtherArchive   Kind = "other-archive" // its format
	WordDocument   Kind = "word-document"
	OpenDocument   Kind = "open-document"
	HTMLFile       Kind = "html-file"
	XMLFile        Kind = "xml-file"
	CSVFile        Kind = "csv-file"
	PlainText      Kind = "plain-text"
	TOMLFile       Kind = "toml-file" // where a workbook is asked for
	Encoding       Kind = "encoding"  // its name
	LineEnds       Kind = "line-ends"
	FormFile       Kind = "form-file"
	NotWorkbook    Kind = "not-workbook"
	BinaryWorkbook Kind = "binary-workbook"
	BrokenWorkbook Kind = "broken-workbook"
	Password       Kind = "password"
	TooLarge       Kind = "too-large"
	LargeText      Kind = "large-text"
	LongText       Kind = "long-text"
	LongCell       Kind = "long-cell" // the cell
	NoTable        Kind = "no-table"
	EmptyTable     Kind = "empty-table"
	NoSuchSheet    Kind = "no-such-sheet"  // the name, those there are
	SeveralSheets  Kind = "several-sheets" // those there are
	CopiedSheet    Kind = "copied-sheet"   // the sheet, its copy
	EntryFile      Kind = "entry-file"

	// A PDF as a whole.
	BrokenPDF       Kind = "broken-pdf"
	PDFPassword     Kind = "pdf-password"
	PDFTooLarge     Kind = "pdf-too-large"
	ScannedPDF      Kind = "scanned-pdf"
	ScannedPages    Kind = "scanned-pages"    // which
	BrokenPages     Kind = "broken-pages"     // which
	OCRText         Kind = "ocr-text"         // on which pages
	VerticalWriting Kind = "vertical-writing" // on which pages
	UndecodedPDF    Kind = "undecoded-pdf"
	ReviewPrint     Kind = "review-print"
	NoTableOnPages  Kind = "no-table-on-pages"
	WideTable       Kind = "wide-table"    // the page
	UnplacedText    Kind = "unplaced-text" // on which pages

	// How the pages of a PDF were read.
	RowsByDates       Kind = "rows-by-dates"   // on which pages
	RowsJoined        Kind = "rows-joined"     // at which pages, how many
	LineJoined        Kind = "line-joined"     // what is on both sides of the line's end
	LineKept          Kind = "line-kept"       // what is on both sides of the line's end
	BlanksRestored    Kind = "blanks-restored" // how many
	EmptyLineRestored Kind = "empty-line-restored"
	CutInPrint        Kind = "cut-in-print"
	HiddenCharacters  Kind = "hidden-characters" // how many
	ReadFromPDF       Kind = "read-from-pdf"     // rows, entries, line ends joined, line ends kept

	// How it is written.
	UnclosedText  Kind = "unclosed-text"  // the quotes
	UnclosedQuote Kind = "unclosed-quote" // the quote
	UnclosedList  Kind = "unclosed-list"
	StrayText     Kind = "stray-text"      // its first characters
	FullWidthSign Kind = "full-width-sign" // as written, as it must be
	MissingEquals Kind = "missing-equals"  // the key
	MissingValue  Kind = "missing-value"   // the key
	UnquotedText  Kind = "unquoted-text"   // the text
	UnquotedDate  Kind = "unquoted-date"   // the text, the date as it must be
	CapitalTruth  Kind = "capital-truth"   // as written, as it must be
	AfterQuote    Kind = "after-quote"     // what follows
	MissingComma  Kind = "missing-comma"
	BadEscape     Kind = "bad-escape"     // the escape
	EscapeInPath  Kind = "escape-in-path" // the escape
	QuotesWithin  Kind = "quotes-within"  // the quotes, others
	ManyQuotes    Kind = "many-quotes"
	BadHeader     Kind = "bad-header" // the line
	SingleBracket Kind = "single-bracket"
	TooDeep       Kind = "too-deep"
	Syntax        Kind = "syntax"

	// Its content.
	NoChange     Kind = "no-change"
	UnknownKey   Kind = "unknown-key"   // the key
	MisspeltKey  Kind = "misspelt-key"  // the key, the nearest known one
	MisplacedKey Kind = "misplaced-key" // the key
	WrongType    Kind = "wrong-type"    // the key, what it must be
	DuplicateKey Kind = "duplicate-key" // the key, the line of the first
	MissingKey   Kind = "missing-key"   // the key, its column in Japanese
	NumberRange  Kind = "number-range"  // the number
	DateForm     Kind = "date-form"     // as written
	DateTime     Kind = "date-time"     // as written
	SeveralLines Kind = "several-lines" // the key
	UnknownForm  Kind = "unknown-form"  // the name
	NoForm       Kind = "no-form"

	// The values of an entry.
	EmptyDate        Kind = "empty-date"
	EmptyItem        Kind = "empty-item"
	EmptyTiming      Kind = "empty-timing"
	UnknownTiming    Kind = "unknown-timing"  // as written
	NearTiming       Kind = "near-timing"     // as written, what was meant
	ImpossibleDay    Kind = "impossible-date" // as written
	OddDay           Kind = "odd-date"        // as written, worded right
	NoDay            Kind = "no-date"         // as written
	NearDay          Kind = "near-date"       // as written, worded right
	EarlyDay         Kind = "early-date"      // worded by the common era
	LateDay          Kind = "late-date"       // worded by the common era
	DateSpellings    Kind = "date-spellings"  // one of them, another
	EmptyAfter       Kind = "empty-after"
	NearDeletion     Kind = "near-deletion"  // as written
	NearAddition     Kind = "near-addition"  // as written
	LooksSame        Kind = "looks-same"     // what differs first: before, after
	WidthsDiffer     Kind = "widths-differ"  // what differs first: before, after
	LookAlike        Kind = "look-alike"     // the character, the one it looks like
	SeparateMark     Kind = "separate-mark"  // as written, as one character
	OddSpace         Kind = "odd-space"      // U+XXXX
	LineSeparator    Kind = "line-separator" // U+XXXX
	BothEmpty        Kind = "both-empty"
	SameText         Kind = "same-text"
	SameEntry        Kind = "same-entry" // number of the first entry, its line
	NoExplanation    Kind = "no-explanation"
	ContinuationMark Kind = "continuation-mark" // the line
	MarkLike         Kind = "mark-like"         // the line
	Ditto            Kind = "ditto"             // as written
	ControlCharacter Kind = "control-character" // U+XXXX
	Tab              Kind = "tab"
	InvalidUTF8      Kind = "invalid-utf8"
	PrivateUse       Kind = "private-use"  // U+XXXX
	BidiControl      Kind = "bidi-control" // U+XXXX
	ZeroWidth        Kind = "zero-width"   // U+XXXX
	Garbled          Kind = "garbled"

	// What was left out of a workbook, or guessed, to read it.
	GuessedForm     Kind = "guessed-form"
	MissingColumn   Kind = "missing-column" // the column in Japanese
	HiddenSheet     Kind = "hidden-sheet"   // its name
	HiddenRow       Kind = "hidden-row"
	HiddenColumn    Kind = "hidden-column" // its name
	TextAround      Kind = "text-around"   // its beginning
	ColumnBeside    Kind = "column-beside" // its name, its first text
	ColumnHeaded    Kind = "column-headed" // its name, its heading, its first text
	FallenText      Kind = "fallen-text"   // the column in Japanese
	RepeatedHeading Kind = "repeated-heading"
	RepeatedAbove   Kind = "repeated-above"  // the column in Japanese, the text repeated
	DifferentAbove  Kind = "different-above" // the column in Japanese, the text left out
	SeamWithin      Kind = "seam-within"     // joined without a break
	SeamBetween     Kind = "seam-between"    // joined by a line feed
	SeamEmptyLine   Kind = "seam-empty-line" // joined by an empty line
	NoValue         Kind = "no-value"
	FaultValue      Kind = "fault-value"  // as shown
	NumberShown     Kind = "number-shown" // as shown

	// How a workbook shows what was read.
	StruckText    Kind = "struck-text"    // the words
	StruckRow     Kind = "struck-row"     // the beginning of its longest text
	RaisedText    Kind = "raised-text"    // the words
	LoweredText   Kind = "lowered-text"   // the words
	FaintText     Kind = "faint-text"     // the words
	NumberHidden  Kind = "number-hidden"  // the number
	TextHidden    Kind = "text-hidden"    // its beginning
	TextShown     Kind = "text-shown"     // as shown
	FormatUnclear Kind = "format-unclear" // what the cell holds
	CoveredText   Kind = "covered-text"   // its beginning, the range
	MergedHeading Kind = "merged-heading" // the column in Japanese, the range
	MergedCells   Kind = "merged-cells"   // the range, the columns in Japanese, the beginning of the text
	JoinedColumn  Kind = "joined-column"  // its name, the column in Japanese, its first text
	LookByRule    Kind = "look-by-rule"   // the range
	TextOver      Kind = "text-over"      // what it is, the beginning of its text
	ObjectOver    Kind = "object-over"    // what it is
	Example       Kind = "example"

	// The table laid out.
	ItemTooLong Kind = "item-too-long" // its lines, the most there may be
	WideWord    Kind = "wide-word"     // the word
	RoundedSize Kind = "rounded-size"  // the size of the type, in points
	HighHeading Kind = "high-heading"  // its height and the most, in points
	RowTooHigh  Kind = "row-too-high"  // its height and the page's, in points
	NoGlyph     Kind = "no-glyph"      // the character, U+XXXX
	CellTooLong Kind = "cell-too-long" // its length, in UTF-16 units
	UnknownFace Kind = "unknown-face"  // the face's name

	// A workbook whose table is to be filled in.
	Signed             Kind = "signed"
	Protected          Kind = "protected"      // the sheet
	GuessedDigit       Kind = "guessed-digit"  // the face, the pixels taken
	GuessedWidths      Kind = "guessed-widths" // the face
	HiddenHost         Kind = "hidden-host"    // the sheet
	OtherForm          Kind = "other-form"     // the sheet's title, the form's
	LacksColumn        Kind = "lacks-column"   // the column in Japanese
	HiddenTarget       Kind = "hidden-target"  // the column in Japanese
	NarrowColumn       Kind = "narrow-column"  // the column in Japanese
	TurnedText         Kind = "turned-text"    // the column in Japanese
	BesideRows         Kind = "beside-rows"    // the text that would be lost
	WithinRows         Kind = "within-rows"    // the text that would be lost
	MergedEdge         Kind = "merged-edge"    // the range
	Filtered           Kind = "filtered"
	ListObject         Kind = "list-object"   // its range
	ObjectInWay        Kind = "object-in-way" // what it is (see the words), its range
	FormulaInto        Kind = "formula-into"  // the formula
	SharedFormula      Kind = "shared-formula"
	NameInto           Kind = "name-into"            // the name
	SharedColumn       Kind = "shared-column"        // two columns in Japanese
	KeptBelow          Kind = "kept-below"           // the beginning of the text
	LookNotTaken       Kind = "look-not-taken"       // what it is (see the words)
	FormatNotStretched Kind = "format-not-stretched" // the range
	TooManyRows        Kind = "too-many-rows"

	// Two assessments that are compared. Texts and headings are quoted from their
	// beginning.
	Unaccounted     Kind = "unaccounted"      // the text
	WidthOnly       Kind = "width-only"       // the item
	DoubtfulHeading Kind = "doubtful-heading" // the item
	HiddenField     Kind = "hidden-field"     // the item
	DoubleItem      Kind = "double-item"      // the item
	LikelyField     Kind = "likely-field"     // the older heading, the newer one, the cell of the older one
	RenumberedBlock Kind = "renumbered-block" // the older heading, the newer one
	OtherNumbers    Kind = "other-numbers"    // how many, the first older heading, the newer one
	OtherWording    Kind = "other-wording"    // how many, the first older heading, the newer one
	OtherOptions    Kind = "other-options"    // the heading
	HeadingGone     Kind = "heading-gone"     // the heading
	HeadingNew      Kind = "heading-new"      // the heading
	LooseGone       Kind = "loose-gone"       // the text
	LooseNew        Kind = "loose-new"        // the text
	ObjectGone      Kind = "object-gone"      // its text
	ObjectNew       Kind = "object-new"       // its text
	HiddenGone      Kind = "hidden-gone"      // the text
	HiddenNew       Kind = "hidden-new"       // the text
	NoOutline       Kind = "no-outline"
	NoPublishedDay  Kind = "no-published-day"

	// The form.
	OutOfRange   Kind = "out-of-range"   // the key, the least, the most
	UnknownWord  Kind = "unknown-word"   // as written, those there are
	BadColour    Kind = "bad-colour"     // as written
	EmptyText    Kind = "empty-text"     // the key
	TextTooLong  Kind = "text-too-long"  // the key, the most, in characters
	BadSheetName Kind = "bad-sheet-name" // the name
	NoWidth      Kind = "no-width"       // the column's key
	TwoWidths    Kind = "two-widths"     // the column's key
	TooManyLines Kind = "too-many-lines" // lines, pitch, their product
	SameMarks    Kind = "same-marks"     // the two keys
	NoRoom       Kind = "no-room"        // marks leave a row no line for text
)
