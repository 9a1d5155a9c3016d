package source

import (
	"testing"

	"betten/internal/form"
	"betten/templates"
)

func TestTheBuiltInFormsHaveNoProblem(t *testing.T) {
	for _, name := range templates.Names() {
		data, _ := templates.Form(name)
		f, problems := Form(name+".toml", data)
		if len(problems) > 0 || f == nil || f.Name != name {
			t.Errorf("%s: %s", name, said(problems))
		}
	}
}

func TestAFormNeedsOnlyWhatDiffers(t *testing.T) {
	want := juten()
	want.Name, want.Date, want.Book.Lines = "mihon", form.CommonStyle, 30
	want.Columns[0] = form.Column{Heading: "変更日", Width: 8}
	want.Columns[1] = form.Column{Heading: "項目", Fits: "２．特定個人情報ファイル"}
	f, problems := Form("dir/mihon.toml", []byte("date = \"西暦\"\ncolumns.date.width = 8\n[columns.item]\nfits = \"２．特定個人情報ファイル\"\n[book]\nlines = 30\n"))
	if len(problems) > 0 || *f != want {
		t.Errorf("%+v\n%s", f, said(problems))
	}
}

func TestWhatIsWrongInAForm(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"an entry file", "form = \"juten\"\n[[change]]\n", "2:1 entry-file"},
		{"an empty file", "", "0:0 empty-file"},
		{"a workbook", "PK\x03\x04xl/", "0:0 workbook"},
		{"a text without quotes", "title = 変更箇所\n", "1:9 unquoted-text 変更箇所"},
		{"a key nobody knows", "titel = \"a\"\nfoot = \"b\"\n", "1:1 misspelt-key titel|title; 2:1 unknown-key foot"},
		{"an underscore", "[print]\ntitle_size = 12\n", "2:1 misspelt-key title_size|title-size"},
		{"a key in another table", "[paper]\nface = \"ＭＳ Ｐ明朝\"\n", "2:1 misplaced-key face"},
		{"a column nobody knows", "[columns.memo]\nwidth = 3\n", "1:1 unknown-key memo"},
		{"a table for many", "[[paper]]\nsize = \"A4\"\n", "1:1 wrong-type paper|table"},
		{"a number for a table", "columns = 3\n", "1:11 wrong-type columns|table"},
		{"a table twice", "[marks]\n[marks]\n", "2:1 duplicate-key marks|1"},
		{"a text for a number", "[columns.timing]\nwidth = \"4\"\n", `2:9 wrong-type width|number`},
		{"a number for a text", "[columns.item]\nfits = 4\n", `2:8 wrong-type fits|text`},
		{"a text for a truth", "[paper]\nlandscape = \"はい\"\n", "2:13 wrong-type landscape|truth"},
		{"another way to write dates", "date = \"元号\"\n", "1:8 unknown-word 元号|和暦\x1f西暦"},
		{"other paper", "[paper]\nsize = \"B4\"\n", "2:8 unknown-word B4|A4\x1fA3"},
		{"an unknown colour", "[print]\nshade = \"灰色\"\n", "2:9 bad-colour 灰色"},
		{"a colour without #", "[print]\nshade = \"EBEBEBE\"\n", "2:9 bad-colour EBEBEBE"},
		{"half a line", "[book]\nlines = 33.5\n", "2:9 wrong-type lines|whole"},
		{"too many lines", "[book]\nlines = 1e300\n", "2:9 out-of-range lines|8|100"},
		{"a row higher than Excel shows", "[book]\n pitch = 11\nlines = 40\n", "3:9 too-many-lines 40|11|440"},
		{"a length below nothing", "[print]\nrule = -0.1\n", "2:8 out-of-range rule|0|10"},
		{"no number at all", "[print]\nrule = nan\n", "2:8 number-range nan"},
		{"a width and a text that fits", "[columns.item]\nwidth = 3\nfits = \"a\"\n", "3:1 two-widths columns.item"},
		{"a width of nothing", "[columns.item]\nwidth = 0\n", "1:1 no-width columns.item"},
		{"a title of two lines", "title = \"a\\nb\"\n", "1:9 several-lines title"},
		{"a control character", "title = \"a\\u0001b\"\n", "1:11 control-character U+0001"},
		{"a bad name for a sheet", "sheet = \"変更[1]\"\n", "1:9 bad-sheet-name 変更[1]"},
		{"a mark that is one already", "[marks]\nditto = \"（下段に続く）\"\n", "1:1 same-marks ditto|continues"},
		{"all at once", "title = \"\"\n[book]\nlines = 50\nface = \"a\n[paper]\nmargin = 500\n",
			"1:9 empty-text title; 3:9 too-many-lines 50|12|600; 4:8 unclosed-quote \"; 6:10 out-of-range margin|0|150"},
	} {
		f, problems := Form("f.toml", []byte(c.text))
		if got := said(problems); got != c.want || f != nil {
			t.Errorf("%s:\n  got  %s\n  want %s", c.name, got, c.want)
		}
	}
}
