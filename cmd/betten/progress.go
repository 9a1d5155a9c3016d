package main

import (
	"io"
	"os"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// A bar shows how far a batch is, on a terminal; elsewhere it is nothing.
type bar struct {
	most int
	bar  *progressbar.ProgressBar
}

func newBar(w io.Writer, most int) bar {
	b := bar{most: most}
	if f, ok := w.(*os.File); ok && term.IsTerminal(int(f.Fd())) && most > 1 {
		b.bar = progressbar.NewOptions(most,
			progressbar.OptionSetWriter(w), progressbar.OptionSetWidth(30), progressbar.OptionShowCount(),
			progressbar.OptionSetDescription(say.batchBar), progressbar.OptionClearOnFinish(),
			progressbar.OptionSetPredictTime(true), progressbar.OptionUseANSICodes(true),
		)
	}
	return b
}

func (b *bar) shown() bool { return b.bar != nil }

// hide takes the bar away, so that a line can be written in its place.
func (b *bar) hide() {
	if b.bar != nil {
		b.bar.Clear()
	}
}

// add counts one more file, and shows the bar again.
func (b *bar) add() {
	if b.bar != nil {
		b.bar.Add(1)
	}
}

func (b *bar) end() {
	if b.bar != nil {
		b.bar.Clear()
	}
}
