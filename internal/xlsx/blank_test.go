package xlsx_test

import (
	"bytes"
	"testing"

	"betten/internal/change"
	"betten/internal/specimen"
	"betten/internal/xlsx"
)

func TestAWorkbookToBeFilledInIsTheSameEachTime(t *testing.T) {
	var first []byte
	for range 10 {
		var b bytes.Buffer
		sheet := lay(t, specimen.Juten(), &change.Table{Entries: specimen.City(1).Entries[:1]})
		if err := xlsx.WriteBlank(&b, sheet, "書き方", xlsx.Items{}); err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = b.Bytes()
		}
		if !bytes.Equal(b.Bytes(), first) {
			t.Fatal("the same sheet gives other bytes")
		}
	}
}
