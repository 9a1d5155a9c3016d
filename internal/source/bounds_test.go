package source

import (
	"fmt"
	"strings"
	"testing"

	"betten/internal/change"
)

// What lies beyond the bounds is named where it begins, and what stands around it is read.
func TestListsMayNotNestWithoutEnd(t *testing.T) {
	for _, depth := range []int{deepest + 1, 1000, 9_999, 10_001, 100_000} {
		for name, value := range map[string]string{
			"lists":  strings.Repeat("[", depth) + "1" + strings.Repeat("]", depth),
			"tables": strings.Repeat("{a=", depth) + "1" + strings.Repeat("}", depth),
		} {
			t.Run(fmt.Sprint(name, " ", depth), func(t *testing.T) {
				table, problems := Entries("e.toml", []byte(entry("item = "+value)))
				if table == nil || len(problems) == 0 {
					t.Fatalf("%v, %v", table, problems)
				}
				told := 0
				for _, p := range problems {
					if p.Kind == change.TooDeep {
						told++
					}
				}
				if told != 1 {
					t.Error(said(problems))
				}
			})
		}
	}
}

func TestAFileOfAllTooManySignsIsNotParsed(t *testing.T) {
	for _, data := range []string{strings.Repeat("a = 1\n", mostSigns/2+1), strings.Repeat("#", mostBytes+1)} {
		if table, problems := Entries("e.toml", []byte(data)); table != nil || len(problems) != 1 || problems[0].Kind != change.LargeText {
			t.Errorf("%v, %s", table, said(problems))
		}
	}
}
