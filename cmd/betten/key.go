package main

import (
	"fmt"
	"io"
	"os"

	"golang.org/x/term"
)

// waitForKey keeps the window that the Explorer opened for the program until the user has
// read it.
func waitForKey(in *os.File, out io.Writer) {
	fmt.Fprint(out, pressKey)
	state, err := term.MakeRaw(int(in.Fd()))
	if err == nil {
		defer term.Restore(int(in.Fd()), state)
	}
	in.Read(make([]byte, 1))
}
