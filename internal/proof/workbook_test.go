package proof

import (
	"bytes"
	"errors"
	"fmt"

	"betten/internal/change"
	"betten/internal/layout"
	"betten/internal/xlsx"
)

// checkWorkbook asks that a workbook is read back to the character.
func checkWorkbook(sheet *layout.Sheet, count *tally) error {
	var b bytes.Buffer
	if err := xlsx.Write(&b, sheet); err != nil {
		return err
	}
	if !xlsx.Untouched(b.Bytes()) {
		return errors.New("it is said to be touched")
	}
	read, problems := xlsx.Read("table.xlsx", b.Bytes(), "")
	if len(read) != 1 || len(problems) > 0 {
		return fmt.Errorf("%d tables, %v", len(read), problems)
	}
	want, got := sheet.Table, read[0].Table
	if len(got.Entries) != len(want.Entries) {
		return fmt.Errorf("%d entries, want %d", len(got.Entries), len(want.Entries))
	}
	for i := range want.Entries {
		w, g := textsOf(sheet, &want.Entries[i]), textsOf(sheet, &got.Entries[i])
		for c := range w {
			if w[c] != g[c] {
				return fmt.Errorf("entry %d, %v: %q, want %q", i, change.Column(c), g[c], w[c])
			}
		}
	}
	if got.Organization != want.Organization || got.Assessment != want.Assessment {
		return fmt.Errorf("%q %q, want %q %q", got.Organization, got.Assessment, want.Organization, want.Assessment)
	}
	if err := checkUnrecorded(sheet, b.Bytes(), count); err != nil {
		return fmt.Errorf("without its record: %w", err)
	}
	return nil
}

func textsOf(s *layout.Sheet, e *change.Entry) [change.Columns]string {
	return [change.Columns]string{s.Form.DateText(e.Date), e.Item, e.Before, e.After, e.Timing, e.Explanation}
}
