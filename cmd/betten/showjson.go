package main

import (
	"encoding/json"
	"strconv"

	"betten/internal/change"
	"betten/internal/layout"
)

// sheetJSON returns the rows of a sheet as `betten show --format json` prints them,
// which other programs rely on: entries and pieces counted from 1, the height in
// points, each cell line by line as it is set, with marks and their empty lines.
func sheetJSON(s *layout.Sheet) any {
	type cells struct {
		Date        []string `json:"date"`
		Item        []string `json:"item"`
		Before      []string `json:"before"`
		After       []string `json:"after"`
		Timing      []string `json:"timing"`
		Explanation []string `json:"explanation"`
	}
	type row struct {
		Entry  int         `json:"entry"`
		Piece  int         `json:"piece"`
		Pieces int         `json:"pieces"`
		Height json.Number `json:"height"`
		Cells  cells       `json:"cells"`
	}
	rows := make([]row, len(s.Rows))
	for i := range s.Rows {
		r := &s.Rows[i]
		lines := func(c change.Column) []string { return r.Cells[c].Strings() }
		rows[i] = row{
			Entry: r.Entry + 1, Piece: r.Piece + 1, Pieces: r.Pieces,
			Height: json.Number(strconv.FormatFloat(r.Height.Points(), 'f', 1, 64)),
			Cells: cells{
				lines(change.DateColumn), lines(change.ItemColumn), lines(change.BeforeColumn),
				lines(change.AfterColumn), lines(change.TimingColumn), lines(change.ExplanationColumn),
			},
		}
	}
	return struct {
		Rows []row `json:"rows"`
	}{rows}
}
