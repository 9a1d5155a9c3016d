package proof

import (
	"math/rand/v2"
	"sync"

	"betten/fonts"
	"betten/internal/form"
	"betten/internal/source"
	"betten/internal/text"
	"betten/templates"
)

// A setting is how a table is set.
type setting struct {
	form   *form.Form
	book   *text.Ruler
	print  *text.Ruler
	review bool // a review is also made
}

// official are the settings of the three forms that the program carries.
var official = sync.OnceValue(func() []setting {
	var all []setting
	for _, name := range templates.Names() {
		data, _ := templates.Form(name)
		f, problems := source.Form(name+".toml", data)
		if f == nil {
			panic(problems)
		}
		all = append(all, newSetting(f, text.MSPGothic()))
	}
	return all
})

func newSetting(f *form.Form, face *text.Face) setting {
	return setting{
		form: f, book: text.NewRuler(f.Book.Size, face),
		print: text.NewPrintRuler(f.Print.Size, fonts.BIZUDPGothic(), fonts.NotoSansJP()),
	}
}

// reviewRuler is the ruler of every review.
var reviewRuler = sync.OnceValue(func() *text.Ruler {
	return text.NewPrintRuler(10*text.Point, fonts.BIZUDPGothic(), fonts.NotoSansJP())
})

// anySetting draws an official form, or a custom one that form.Check accepts.
func anySetting(r *rand.Rand) setting {
	if r.IntN(3) > 0 {
		return pick(r, official())
	}
	for {
		f := anyForm(r)
		if len(form.Check(f)) == 0 {
			return newSetting(f, pick(r, []*text.Face{text.MSPGothic(), text.MSPGothic(), text.MSPGothic(), fonts.BIZUDPGothic(), fonts.NotoSansJP()}))
		}
	}
}

func anyForm(r *rand.Rand) *form.Form {
	f := *pick(r, official()).form
	f.Name = "own"
	f.Date = form.DateStyle(r.IntN(2))
	// length draws a usual length, and sometimes any valid one.
	length := func(low, high, least, most float64) text.Length {
		if r.IntN(12) == 0 {
			low, high = least, most
		}
		return text.Points(low + r.Float64()*(high-low))
	}
	for i := range f.Columns {
		switch r.IntN(8) {
		case 0, 1, 2:
			f.Columns[i].Fits, f.Columns[i].Width = "", 6+r.Float64()*30
		case 3:
			f.Columns[i].Fits, f.Columns[i].Width = "", 1+r.Float64()*99
		case 4:
			f.Columns[i].Fits, f.Columns[i].Width = pick(r, []string{"令和12年12月31日", "提出時期", "2024年12月31日", "事前"}), 0
		}
	}
	if r.IntN(3) == 0 {
		f.Marks = pick(r, []form.Marks{
			{Ditto: "〃", Continues: "（次頁へ続く）", Continued: "（前頁からの続き）"},
			{Ditto: "同上", Continues: "（以下、次の欄に続く）", Continued: "（上の欄からの続き）"},
			{Ditto: "（同上）", Continues: "→次段に続く", Continued: "→上段の続き"},
		})
	}
	f.Paper = form.Paper{Size: pick(r, []string{"A4", "A3"}), Landscape: r.IntN(2) == 0, Margin: length(20, 40, 0, 150)}
	f.Book.Size = length(8, 12, 4, 40)
	f.Book.Pitch = f.Book.Size + length(0, 4, 0, 20)
	f.Book.Lines = min(8+r.IntN(27), int(form.HighestRow/f.Book.Pitch))
	f.Print.Size = length(7, 12, 4, 40)
	f.Print.Pitch = f.Print.Size + length(0, 4, 0, 20)
	f.Print.Padding, f.Print.Heading = length(0, 5, 0, 30), length(10, 40, 0, 200)
	f.Print.TitleSize, f.Print.FooterSize = length(8, 16, 4, 72), length(6, 10, 4, 36)
	return &f
}

func pick[T any](r *rand.Rand, all []T) T { return all[r.IntN(len(all))] }
