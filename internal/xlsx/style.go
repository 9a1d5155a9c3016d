package xlsx

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"betten/internal/layout"
	"betten/internal/text"
)

// styles are the cell styles of a workbook.
type styles struct {
	title, heading, body    int
	label, help, entry, day int // of a workbook to be filled in
	font                    excelize.Font
}

// The number formats of cells to be filled in: what is typed stays a text; a date
// is shown by its era.
const textFormat = 49

var dayFormat = `[$-411]ggge"年"m"月"d"日";@`

// newStyles makes the Normal font, by which Excel measures columns, and the
// styles of the cells.
func newStyles(f *excelize.File, s *layout.Sheet) (styles, error) {
	var made styles
	book := s.Form.Book
	if err := f.SetDefaultFont(book.Face); err != nil {
		return made, err
	}
	normal := f.Styles.Fonts.Font[0]
	*normal.Sz.Val = normalSize
	normal.Scheme = nil // or the theme's face would take its place

	var border []excelize.Border
	for _, side := range []string{"left", "top", "right", "bottom"} {
		border = append(border, excelize.Border{Type: side, Color: "000000", Style: 1})
	}
	shift := 128 // Shift_JIS: the charset of a Japanese face
	font := func(size text.Length) *excelize.Font {
		return &excelize.Font{Family: book.Face, Size: size.Points(), Charset: &shift, Color: "000000"}
	}
	made.font = *font(book.Size)
	top := &excelize.Alignment{Horizontal: "left", Vertical: "top", WrapText: true}
	for _, c := range []struct {
		id    *int
		style excelize.Style
	}{
		{&made.title, excelize.Style{
			Font:      font(book.TitleSize),
			Alignment: &excelize.Alignment{Vertical: "center"},
		}},
		{&made.heading, excelize.Style{
			Font: font(book.Size), Border: border,
			Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true},
			Fill:      excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{fmt.Sprintf("%06X", s.Form.Print.Shade)}},
		}},
		{&made.body, excelize.Style{
			Font: font(book.Size), Border: border,
			Alignment: top,
		}},
		{&made.label, excelize.Style{Font: font(book.Size), Alignment: &excelize.Alignment{Horizontal: "right", Vertical: "center"}}},
		{&made.help, excelize.Style{Font: font(book.Size), Alignment: &excelize.Alignment{Vertical: "center", WrapText: true}}},
		{&made.entry, excelize.Style{Font: font(book.Size), Border: border, Alignment: top, NumFmt: textFormat}},
		{&made.day, excelize.Style{Font: font(book.Size), Border: border, Alignment: top, CustomNumFmt: &dayFormat}},
	} {
		id, err := f.NewStyle(&c.style)
		if err != nil {
			return made, err
		}
		*c.id = id
		if c.id == &made.day {
			continue
		}
		// The cell stays the text it is when an official presses F2 and Enter in it:
		// without the mark, Excel would make a formula of =…, a date of 2024/1/1.
		yes := true
		f.Styles.CellXfs.Xf[id].QuotePrefix = &yes
	}
	// The library knows neither the family of a Gothic face nor, of the Normal font,
	// the charset.
	modern := 3
	normal.Charset = f.Styles.Fonts.Font[len(f.Styles.Fonts.Font)-1].Charset
	for _, font := range f.Styles.Fonts.Font {
		font.Family.Val = &modern
	}
	return made, nil
}
