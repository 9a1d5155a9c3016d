package main

import (
	"fmt"
	"io"
	"os"

	"golang.org/x/term"
)

// waitForKey keeps the window open that the Explorer made for the program, until
// its words are read.
func waitForKey(in *os.File, out io.Writer) {
	fmt.Fprint(out, pressKey)
	state, err := term.MakeRaw(int(in.Fd()))
	if err == nil {
		defer term.Restore(int(in.Fd()), state)
	}
	in.Read(make([]byte, 1))
}
