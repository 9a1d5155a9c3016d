// Command betten makes the 変更箇所 attachment of a 特定個人情報保護評価書 from a
// file of change entries: the Excel workbook to submit, and the PDF to print.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"strings"

	"betten/internal/disk"
	"betten/internal/replace"

	"github.com/inconshreveable/mousetrap"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// The exit status.
const (
	exitDone   = 0
	exitFailed = 1 // the input has problems, or a file failed
	exitUsage  = 2
)

// errFailed ends a command that has already told the user what failed.
var errFailed = errors.New("failed")

// A usageError is a mistake in the command line, worded for the user.
type usageError struct{ message, hint string }

func (e usageError) Error() string { return e.message }

func main() { os.Exit(start()) }

// start runs the command line that the program was started with, and returns its
// exit status.
func start() int {
	// The garbage collector first runs when the heap has doubled. This block is never
	// touched, so it takes no memory, but it counts: a typical document is finished before
	// the first collection, and a tenth sooner.
	ballast := make([]byte, 32<<20)
	defer runtime.KeepAlive(ballast)
	var from launch
	args := os.Args[1:]
	fromExplorer := mousetrap.StartedByExplorer()
	if fromExplorer {
		from.open = openInBrowser
	}
	menu := fromExplorer && len(args) == 0
	if menu {
		args = []string{"menu"}
	}
	ctx, letGo := untilStopped()
	defer letGo()
	defer outliveReader()()
	status := from.run(ctx, args, os.Stdin, os.Stdout, os.Stderr)
	if fromExplorer && (!menu || status != exitDone) { // leaving the menu already took a key
		waitForKey(os.Stdin, os.Stderr)
	}
	return status
}

// run runs one command line and returns its exit status. When ctx is done, it returns as
// soon as the files being written are complete; other computations are abandoned.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) (status int) {
	return launch{}.run(ctx, args, stdin, stdout, stderr)
}

// run runs the command line of a program that was started as from describes.
func (from launch) run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) (status int) {
	defer func() {
		if p := recover(); p != nil {
			printError(stderr, bugMessage, bugHint(p))
			status = exitFailed
		}
	}()
	root := newRoot(from)
	root.SetArgs(withCommand(root, args))
	root.SetIn(stdin)
	out := &output{Writer: stdout}
	root.SetOut(out)
	root.SetErr(stderr)
	err := root.ExecuteContext(ctx)
	if ctx.Err() != nil {
		replace.Settle()
	}
	var usage usageError
	switch {
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(stderr, stoppedMessage)
		return exitFailed
	case err == nil && out.err == nil:
		return exitDone
	case err == nil:
		if !disk.IsBrokenPipe(out.err) {
			message, hint := describeOutputError(out.err)
			printError(stderr, message, hint)
		}
		return exitFailed
	case errors.Is(err, errFailed):
		return exitFailed
	case errors.As(err, &usage):
		printError(stderr, usage.message, usage.hint)
		return exitUsage
	}
	message, hint := describeError(err)
	printError(stderr, message, hint)
	return exitFailed
}

// An output is where a command prints. Writing to it never fails, so that files are made
// even if printing fails; it keeps the first error for the end.
type output struct {
	io.Writer
	err error
}

func (o *output) Write(p []byte) (int, error) {
	if _, err := o.Writer.Write(p); err != nil && o.err == nil {
		o.err = err
	}
	return len(p), nil
}

// withCommand adds the command if the arguments are files without one: the drop command,
// which decides by content, or build if there are flags.
func withCommand(root *cobra.Command, args []string) []string {
	if len(args) == 0 || strings.HasPrefix(args[0], "-") {
		return args
	}
	if found, _, err := root.Find(args); err == nil && found != root {
		return args
	}
	if _, err := os.Lstat(args[0]); err == nil || strings.ContainsAny(args[0], `./\`) {
		if slices.ContainsFunc(args, func(arg string) bool { return strings.HasPrefix(arg, "-") }) {
			return append([]string{"build"}, args...)
		}
		return append([]string{"drop"}, args...)
	}
	return args
}

// someFiles requires at least one file.
func someFiles(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return missingArgs(cmd)
	}
	return nil
}

// oneFile requires exactly one file.
func oneFile(cmd *cobra.Command, args []string) error {
	if len(args) > 1 {
		return tooManyArgs(cmd)
	}
	return someFiles(cmd, args)
}

// nothingMore requires that there are no arguments except flags.
func nothingMore(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return needsNothing(cmd, args[0])
	}
	return nil
}

func newRoot(from launch) *cobra.Command {
	cobra.MousetrapHelpText = "" // otherwise it refuses to run from the Explorer
	showVersion := false
	root := &cobra.Command{
		Use: "betten", Short: say.short, Long: say.long,
		SilenceErrors: true, SilenceUsage: true,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return unknownCommand(cmd, args[0])
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, _ []string) error {
			if showVersion {
				return printVersion(cmd)
			}
			return cmd.Help()
		},
	}
	root.Flags().BoolVarP(&showVersion, "version", "v", false, say.version)
	root.CompletionOptions.DisableDefaultCmd = true
	cobra.AddTemplateFunc("flagUsages", flagUsages)
	root.SetHelpTemplate(helpTemplate)
	root.SetUsageTemplate(helpTemplate)
	help := root.HelpFunc()
	root.SetHelpFunc(func(cmd *cobra.Command, args []string) {
		out, b := cmd.OutOrStdout(), new(strings.Builder)
		root.SetOut(b)
		help(cmd, args)
		root.SetOut(out)
		io.WriteString(out, fit(b.String(), columns(out)))
	})
	root.SetFlagErrorFunc(flagError)
	root.AddCommand(newBuild(), newCheck(), newShow(), newImport(), newBatch(), newDiff(), newHeadings(), newInit(), newDrop(from), newMenu(from), newForm(), newVersion(), newLicenses(), newCompletion(root))
	helpCommand := newHelp(root)
	root.SetHelpCommand(helpCommand)
	root.PersistentFlags().BoolP("help", "h", false, say.helpFlag)
	root.InitDefaultHelpFlag()
	for _, cmd := range append(root.Commands(), helpCommand) {
		cmd.DisableFlagsInUseLine = true // otherwise it adds English, as default values do
		completeFlags(cmd)
		cmd.Flags().VisitAll(func(f *pflag.Flag) {
			if f.Value.Type() == "string" {
				f.DefValue = ""
			}
		})
	}
	return root
}
