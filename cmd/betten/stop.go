package main

import (
	"fmt"
	"os"
	"os/signal"
	"slices"
	"syscall"

	"github.com/spf13/cobra"

	"betten/internal/archive"
)

// stopSignals are those that stop the program, but for what whoever started it
// wants it to live through, as nohup does.
func stopSignals() []os.Signal {
	return append(slices.DeleteFunc([]os.Signal{os.Interrupt, syscall.SIGHUP}, signal.Ignored), syscall.SIGTERM)
}

// outliveReader keeps the program from being ended because nobody reads what it
// prints, while it writes files.
func outliveReader() (letGo func()) {
	ignored := make(chan os.Signal, 1)
	signal.Notify(ignored, syscall.SIGPIPE)
	return func() { signal.Stop(ignored) }
}

// stopCleanly has a signal end the program when the files are whole that are just
// being written; a second one ends it at once. What still computes is not waited
// for.
func stopCleanly(cmd *cobra.Command) (letGo func()) {
	stops := make(chan os.Signal, 1)
	signal.Notify(stops, stopSignals()...)
	go func() {
		if _, ok := <-stops; ok {
			signal.Stop(stops)
			archive.Finish()
			fmt.Fprintln(cmd.ErrOrStderr(), stoppedMessage)
			os.Exit(exitFailed)
		}
	}()
	outlived := outliveReader()
	return func() {
		outlived()
		signal.Stop(stops)
		close(stops)
	}
}
