package change

import "regexp"

// columnWords are what people call the columns, in headings of workbooks and as keys of
// entry files, as Squeeze returns them.
var columnWords = map[string]Column{
	"変更日": DateColumn, "変更年月日": DateColumn, "変更日付": DateColumn,
	"年月日": DateColumn, "日付": DateColumn, "変更した日": DateColumn,
	"項目": ItemColumn, "項目名": ItemColumn, "変更項目": ItemColumn,
	"変更前の記載": BeforeColumn, "変更前": BeforeColumn, "変更前の記載内容": BeforeColumn,
	"変更前の内容": BeforeColumn, "変更前記載": BeforeColumn, "変更前記載内容": BeforeColumn,
	"修正前": BeforeColumn, "修正前の記載": BeforeColumn, "旧": BeforeColumn,
	"変更後の記載": AfterColumn, "変更後": AfterColumn, "変更後の記載内容": AfterColumn,
	"変更後の内容": AfterColumn, "変更後記載": AfterColumn, "変更後記載内容": AfterColumn,
	"修正後": AfterColumn, "修正後の記載": AfterColumn, "新": AfterColumn,
	"提出時期": TimingColumn, "提出の時期": TimingColumn, "時期": TimingColumn,
	"提出時期に係る説明": ExplanationColumn, "提出時期にかかる説明": ExplanationColumn,
	"提出時期に関する説明": ExplanationColumn, "提出時期の説明": ExplanationColumn,
	"提出時期に係る説明等": ExplanationColumn, "説明": ExplanationColumn,
}

// looseWords name a column only if no other heading does. Beside the official heading they
// are the title of the table, or a column of the office's own.
var looseWords = map[string]Column{
	"変更箇所": ItemColumn, "理由": ExplanationColumn, "変更理由": ExplanationColumn, "備考": ExplanationColumn,
}

// remark is what some tables add to a heading: 項目（※１）, 提出時期*.
var remark = regexp.MustCompile(`[(\[<]?[※*注].*$`)

// ColumnOf returns the column that a heading names. It is loose if the heading counts
// only where no other names the column.
func ColumnOf(heading string) (c Column, loose, ok bool) {
	const most = 200 // bytes: a longer text is no heading
	if len(heading) > most {
		return 0, false, false
	}
	whole := Squeeze(heading)
	for _, words := range []string{whole, remark.ReplaceAllString(whole, "")} {
		if c, ok = columnWords[words]; ok {
			return c, false, true
		}
		if c, ok = looseWords[words]; ok {
			return c, true, true
		}
	}
	return 0, false, false
}

// ColumnKeys returns the columns' keys in an entry file (Column.String) by the words that
// people use for them.
func ColumnKeys() map[string]string {
	keys := make(map[string]string)
	for _, words := range []map[string]Column{columnWords, looseWords} {
		for w, c := range words {
			keys[w] = c.String()
		}
	}
	return keys
}
