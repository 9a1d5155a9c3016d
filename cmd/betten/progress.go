package main

import (
	"io"
	"time"

	"github.com/schollz/progressbar/v3"
)

// A bar shows the progress of a batch on a terminal. Elsewhere it does nothing.
type bar struct {
	most, done int
	start      time.Time
	bar        *progressbar.ProgressBar
}

// barColumns is the width of a bar with its words. On a narrower terminal it would wrap and
// could not be erased, so it is not shown.
const barColumns = 76

// newBar makes a bar of characters that are narrow on every console. That includes the
// console of a Japanese Windows, which shows no colours or other codes unless asked to.
func newBar(w io.Writer, most int) bar {
	b := bar{most: most, start: time.Now()}
	if columns(w) > barColumns && most > 1 {
		b.bar = progressbar.NewOptions(most,
			progressbar.OptionSetWriter(w), progressbar.OptionSetWidth(20),
			progressbar.OptionSetDescription(barWords(0, most, 0)), progressbar.OptionClearOnFinish(),
			progressbar.OptionSetPredictTime(false), progressbar.OptionSetElapsedTime(false), progressbar.OptionUseANSICodes(false),
			progressbar.OptionSetTheme(progressbar.Theme{Saucer: "#", SaucerPadding: ".", BarStart: "[", BarEnd: "]"}),
		)
	}
	return b
}

func (b *bar) shown() bool { return b.bar != nil }

// hide erases the bar, so that a line can be written in its place.
func (b *bar) hide() {
	if b.bar != nil {
		b.bar.Clear()
	}
}

// add counts one more file, and shows the bar again.
func (b *bar) add() {
	if b.bar != nil {
		b.done++
		left := time.Since(b.start) / time.Duration(b.done) * time.Duration(b.most-b.done)
		b.bar.Describe(barWords(b.done, b.most, left))
		b.bar.Add(1)
	}
}

func (b *bar) end() {
	if b.bar != nil {
		b.bar.Clear()
	}
}
