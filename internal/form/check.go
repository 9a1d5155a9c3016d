package form

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"betten/internal/change"
	"betten/internal/text"
)

// HighestRow is the highest row that Excel shows, 409 pt: the reason why long
// entries are cut at all.
const HighestRow = 409 * text.Point

// A Fault is a value of a form that cannot be used.
type Fault struct {
	Key    string // where it stands in the form's file, as in "book.lines"
	Kind   change.Kind
	Values []string
}

// Check returns what is wrong with a form, as far as its values alone decide:
// what Excel refuses, and what leaves no room on the paper. Whether the columns
// fit the page is known once they are measured.
func Check(f *Form) []Fault {
	var c checker
	c.words(f)
	c.sheet(f.Sheet)
	c.columns(f)
	c.marks(f.Marks)
	c.book(&f.Book)
	c.print(&f.Print)
	c.paper(f)
	return c.faults
}

type checker struct{ faults []Fault }

func (c *checker) fail(key string, k change.Kind, values ...string) {
	c.faults = append(c.faults, Fault{key, k, values})
}

// between asks for a length from least to most points.
func (c *checker) between(key string, l text.Length, least, most float64) {
	if l < text.Points(least) || l > text.Points(most) {
		c.fail(key, change.OutOfRange, name(key), number(least), number(most))
	}
}

// filled asks for a text on one line, of at most n characters.
func (c *checker) filled(key, s string, n int) {
	switch {
	case strings.TrimSpace(s) == "":
		c.fail(key, change.EmptyText, name(key))
	case strings.Contains(s, "\n"):
		c.fail(key, change.SeveralLines, name(key))
	case utf8.RuneCountInString(s) > n:
		c.fail(key, change.TextTooLong, name(key), strconv.Itoa(n))
	}
}

func (c *checker) words(f *Form) {
	c.filled("name", f.Name, 100)
	c.filled("title", f.Title, 100)
}

// sheet holds a worksheet's name to Excel's rules.
func (c *checker) sheet(s string) {
	switch {
	case strings.TrimSpace(s) == "":
		c.fail("sheet", change.EmptyText, "sheet")
	case len(utf16.Encode([]rune(s))) > 31:
		c.fail("sheet", change.TextTooLong, "sheet", "31")
	case strings.ContainsAny(s, "[]:*?/\\\n") || strings.Trim(s, "'") != s || strings.EqualFold(s, "History"):
		c.fail("sheet", change.BadSheetName, s)
	}
}

// widest is how wide a column of Excel may be, in points: 255 digits, which of the
// narrower faces have 7 pixels.
const widest = 1300

func (c *checker) columns(f *Form) {
	most := 100.0 // em
	if size := f.Book.Size.Points(); size > 0 {
		most = math.Floor(min(most, widest/size))
	}
	for i, column := range f.Columns {
		key := "columns." + change.Column(i).String()
		c.filled(key+".heading", column.Heading, 100)
		switch {
		case column.Width != 0 && column.Fits != "":
			c.fail(key, change.TwoWidths, key)
		case column.Fits != "":
			c.filled(key+".fits", column.Fits, int(most))
		case column.Width == 0:
			c.fail(key, change.NoWidth, key)
		case !(column.Width >= 1 && column.Width <= most): // a NaN is neither
			c.fail(key+".width", change.OutOfRange, "width", "1", strconv.Itoa(int(most)))
		}
	}
}

// marks must differ from the text around them, and from each other.
func (c *checker) marks(m Marks) {
	const ditto, continues, continued = "marks.ditto", "marks.continues", "marks.continued"
	c.filled(ditto, m.Ditto, 20)
	c.filled(continues, m.Continues, 20)
	c.filled(continued, m.Continued, 20)
	switch {
	case m.Ditto == "" || m.Continues == "" || m.Continued == "": // told above
	case m.Continues == m.Continued:
		c.fail(continued, change.SameMarks, "continues", "continued")
	case m.Ditto == m.Continues:
		c.fail(continues, change.SameMarks, "ditto", "continues")
	case m.Ditto == m.Continued:
		c.fail(continued, change.SameMarks, "ditto", "continued")
	}
}

func (c *checker) book(b *Book) {
	c.filled("book.face", b.Face, 31)
	c.between("book.size", b.Size, 4, 72)
	c.between("book.title-size", b.TitleSize, 4, 72)
	c.between("book.pitch", b.Pitch, max(4, b.Size.Points()), 400)
	// A cut cell spends two lines on each mark and keeps no line alone.
	if b.Lines < 8 || b.Lines > 100 {
		c.fail("book.lines", change.OutOfRange, "lines", "8", "100")
		return
	}
	if high := text.Length(b.Lines) * b.Pitch; high > HighestRow {
		c.fail("book.lines", change.TooManyLines,
			strconv.Itoa(b.Lines), number(b.Pitch.Points()), number(high.Points()))
	}
}

func (c *checker) print(p *Print) {
	c.between("print.size", p.Size, 4, 72)
	c.between("print.pitch", p.Pitch, max(4, p.Size.Points()), 200)
	c.between("print.padding", p.Padding, 0, 30)
	c.between("print.rule", p.Rule, 0, 10)
	c.between("print.frame", p.Frame, 0, 10)
	c.between("print.heading", p.Heading, 0, 200)
	c.between("print.title-size", p.TitleSize, 4, 72)
	c.between("print.footer-size", p.FooterSize, 4, 36)
	if p.Shade < 0 || p.Shade > 0xFFFFFF {
		c.fail("print.shade", change.BadColour, strconv.Itoa(p.Shade))
	}
}

func (c *checker) paper(f *Form) {
	if f.Paper.Size != "A4" && f.Paper.Size != "A3" {
		c.fail("paper.size", change.UnknownWord, f.Paper.Size, change.List("A4", "A3"))
		return
	}
	c.between("paper.margin", f.Paper.Margin, 0, 150)
}

func name(key string) string { return key[strings.LastIndexByte(key, '.')+1:] }

func number(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }
