package main

import (
	"fmt"
	"io"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"betten/internal/licenses"
	"betten/templates"
)

// The commands that say what the program is and what it carries.

func newForm() *cobra.Command {
	return &cobra.Command{
		Use: useForm, Short: say.form, Long: say.formLong,
		ValidArgs: templates.Names(),
		RunE: func(cmd *cobra.Command, args []string) error {
			switch len(args) {
			case 0:
				fmt.Fprint(cmd.OutOrStdout(), formList())
				return nil
			case 1:
				data, ok := templates.Form(args[0])
				if !ok {
					return unknownFormName(args[0], templates.Names())
				}
				_, err := cmd.OutOrStdout().Write(data)
				return err
			}
			return tooManyArgs(cmd)
		},
	}
}

// version is set when a release is made: -ldflags "-X main.version=1.0.0".
var version = ""

func newVersion() *cobra.Command {
	return &cobra.Command{
		Use: "version", Short: say.version, Args: nothingMore,
		RunE: func(cmd *cobra.Command, _ []string) error { return printVersion(cmd) },
	}
}

func printVersion(cmd *cobra.Command) error {
	v := version
	if info, ok := debug.ReadBuildInfo(); ok && v == "" && info.Main.Version != "(devel)" {
		v = info.Main.Version
	}
	if v == "" {
		v = unreleased
	}
	fmt.Fprintln(cmd.OutOrStdout(), "betten "+v)
	return nil
}

func newLicenses() *cobra.Command {
	return &cobra.Command{
		Use: "licenses", Short: say.licenses, Args: nothingMore,
		RunE: func(cmd *cobra.Command, _ []string) error {
			_, err := io.WriteString(cmd.OutOrStdout(), licenses.Text)
			return err
		},
	}
}

func newHelp(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use: useHelp, Short: say.help,
		RunE: func(_ *cobra.Command, args []string) error {
			found, _, err := root.Find(args)
			if err != nil || found == root && len(args) > 0 {
				return unknownCommand(root, strings.Join(args, " "))
			}
			return found.Help()
		},
	}
}

func newCompletion(root *cobra.Command) *cobra.Command {
	shells := map[string]func(io.Writer) error{
		"bash":       func(w io.Writer) error { return root.GenBashCompletionV2(w, true) },
		"zsh":        root.GenZshCompletion,
		"fish":       func(w io.Writer) error { return root.GenFishCompletion(w, true) },
		"powershell": root.GenPowerShellCompletionWithDesc,
	}
	names := []string{"bash", "zsh", "fish", "powershell"}
	return &cobra.Command{
		Use: useCompletion, Short: say.completion, Long: say.completionLong, ValidArgs: names,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 || shells[args[0]] == nil {
				return unknownShell(names)
			}
			return shells[args[0]](cmd.OutOrStdout())
		},
	}
}

// completeFlags completes the values of flags that have a fixed set of values. For a form
// it also offers files, since a form may be a file.
func completeFlags(cmd *cobra.Command) {
	for name, known := range map[string][]string{"form": templates.Names(), "format": formatsOf[cmd.Name()], "to": formatsOf["batch"]} {
		if cmd.Flags().Lookup(name) == nil {
			continue
		}
		rest := cobra.ShellCompDirectiveNoFileComp
		if name == "form" {
			rest = cobra.ShellCompDirectiveDefault
		}
		if err := cmd.RegisterFlagCompletionFunc(name, cobra.FixedCompletions(known, rest)); err != nil {
			panic(err) // it was registered twice
		}
	}
}
