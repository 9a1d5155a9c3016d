package change

import (
	"testing"
	"time"
)

func TestReadDate(t *testing.T) {
	for _, c := range []struct {
		text string
		want Reading
		day  string
	}{
		{"令和6年11月19日", GoodDate, "2024-11-19"},
		{"令和６年１１月１９日", GoodDate, "2024-11-19"},
		{"令和 6年 4月 1日", GoodDate, "2024-04-01"},
		{"令和元年5月1日", GoodDate, "2019-05-01"},
		{"令和1年5月1日", GoodDate, "2019-05-01"},
		{"平成31年4月30日", GoodDate, "2019-04-30"},
		{"平成元年1月8日", GoodDate, "1989-01-08"},
		{"昭和64年1月7日", GoodDate, "1989-01-07"},
		{"2024年2月29日", GoodDate, "2024-02-29"},

		{"平成31年5月1日", OddDate, "2019-05-01"},
		{"平成32年4月1日", OddDate, "2020-04-01"},
		{"平成39年12月31日", OddDate, "2027-12-31"},
		{"令和元年4月30日", OddDate, "2019-04-30"},

		{"平成40年", ImpossibleDate, ""},
		{"平成40年1月1日", ImpossibleDate, ""},
		{"令和0年", ImpossibleDate, ""},
		{"令和0年1月1日", ImpossibleDate, ""},
		{"令和6年13月1日", ImpossibleDate, ""},
		{"令和6年13月", ImpossibleDate, ""},
		{"令和6年2月30日", ImpossibleDate, ""},
		{"令和6年0月1日", ImpossibleDate, ""},
		{"令和6年4月0日", ImpossibleDate, ""},
		{"2023年2月29日", ImpossibleDate, ""},

		{"", NoDate, ""},
		{"未定", NoDate, ""},
		{"令和6年", NoDate, ""},
		{"令和6年4月", NoDate, ""},
		{"令和6年4月1日頃", NoDate, ""},
		{"元年4月1日", NoDate, ""},
		{"R6.4.1", NoDate, ""},
	} {
		day, got := ReadDate(c.text)
		if got != c.want {
			t.Errorf("ReadDate(%q) = %v, want %v", c.text, got, c.want)
		}
		if c.day != "" && day.Format(time.DateOnly) != c.day {
			t.Errorf("ReadDate(%q) is %s, want %s", c.text, day.Format(time.DateOnly), c.day)
		}
	}
}

func TestEraDate(t *testing.T) {
	for _, c := range []struct {
		y, m, d int
		want    string
	}{
		{2024, 11, 19, "令和6年11月19日"},
		{2019, 5, 1, "令和元年5月1日"},
		{2019, 4, 30, "平成31年4月30日"},
		{1989, 1, 8, "平成元年1月8日"},
		{1989, 1, 7, "昭和64年1月7日"},
		{1868, 1, 24, "1868年1月24日"},
	} {
		d, ok := CalendarDate(c.y, c.m, c.d)
		if got := EraDate(d); !ok || got != c.want {
			t.Errorf("EraDate(%d-%d-%d) = %s, want %s", c.y, c.m, c.d, got, c.want)
		}
	}
	if _, ok := CalendarDate(2024, 2, 30); ok {
		t.Error("the calendar has no 2024-02-30")
	}
}
