package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"betten/internal/source"
)

// The texts about the command line.

// The help texts of the commands.
const (
	useBatch      = "batch 元… -o 置き場所"
	useBuild      = "build ファイル…"
	useCheck      = "check ファイル…"
	useCompletion = "completion シェル"
	useForm       = "form [様式]"
	useHelp       = "help [コマンド]"
	useImport     = "import ファイル…"
	useInit       = "init ファイル"
	useShow       = "show ファイル"
)

func unknownCommand(root *cobra.Command, name string) error {
	var known []string
	for _, cmd := range root.Commands() {
		if cmd.IsAvailableCommand() {
			known = append(known, cmd.Name())
		}
	}
	return usageError{
		fmt.Sprintf("「%s」というコマンドもファイルもありません。", name),
		perhaps("", name, known) + "使えるコマンドは betten --help で見られます。",
	}
}

// perhaps suggests the most likely word, after a prefix.
func perhaps(prefix, word string, known []string) string {
	if meant := source.Nearest(strings.ToLower(word), known); meant != "" {
		return fmt.Sprintf("もしかして: %s%s\n     ", prefix, meant)
	}
	return ""
}

func sameName(one, other string) error {
	return usageError{
		fmt.Sprintf("「%s」と「%s」から、同じ名前のファイルができてしまいます。", one, other),
		"ファイルの名前を変えるか、別々に作ってください。",
	}
}

// missingArgs reports that a command was given no file.
func missingArgs(cmd *cobra.Command) error {
	return usageError{"ファイルの名前がありません。", "使い方: " + cmd.UseLine()}
}

func overEntryFile(path string) error {
	return usageError{
		fmt.Sprintf("「%s」は記載ファイルなので、書き換えませんでした。", path),
		"-o には別の名前を書いてください。",
	}
}

func badPage(path string) error {
	return usageError{
		fmt.Sprintf("「%s」には書き込めません。", path),
		"-o は、--format html とともに、確認.html のように .html で終わる名前で使います。",
	}
}

func outIsFolder(path string) error {
	return usageError{
		fmt.Sprintf("「%s」は、-o に使えません。", path),
		"-o には、できたファイルを置くフォルダを書きます。ファイルの名前は、元のファイルの名前で決まります。",
	}
}

func tooManyArgs(cmd *cobra.Command) error {
	return usageError{"ファイルは一つだけ書いてください。", "使い方: " + cmd.UseLine()}
}

func needsNothing(cmd *cobra.Command, arg string) error {
	return usageError{fmt.Sprintf("%s に「%s」は要りません。", cmd.CommandPath(), arg), "使い方: " + cmd.UseLine()}
}

func unknownFormat(flag, value string, known ...string) error {
	return usageError{
		fmt.Sprintf("%s に「%s」は使えません。", flag, value),
		"使えるのは " + strings.Join(known, "、") + " です。",
	}
}

func unknownFormName(name string, known []string) error {
	return usageError{
		fmt.Sprintf("「%s」という様式はありません。", name),
		"あるのは " + strings.Join(known, "、") + " です。",
	}
}

// flagError describes the errors of the flag parser.
func flagError(cmd *cobra.Command, err error) error {
	hint := "使い方は betten " + strings.TrimPrefix(cmd.CommandPath()+" --help", "betten ") + " で見られます。"
	var unknown *pflag.NotExistError
	var value *pflag.ValueRequiredError
	var invalid *pflag.InvalidValueError
	switch {
	case errors.As(err, &unknown):
		name := "--" + unknown.GetSpecifiedName()
		var known []string
		cmd.Flags().VisitAll(func(f *pflag.Flag) { known = append(known, f.Name) })
		hint = perhaps("--", unknown.GetSpecifiedName(), known) + hint
		if unknown.GetSpecifiedShortnames() != "" {
			name = "-" + unknown.GetSpecifiedName()
		}
		return usageError{fmt.Sprintf("「%s」というオプションはありません。", name), hint}
	case errors.As(err, &value):
		return usageError{fmt.Sprintf("オプション --%s には値が要ります。", value.GetFlag().Name), hint}
	case errors.As(err, &invalid):
		return usageError{fmt.Sprintf("オプション --%s に「%s」は使えません。", invalid.GetFlag().Name, invalid.GetValue()), hint}
	}
	return usageError{"オプションの書き方が正しくありません。", hint}
}

func noStarter(path string) error {
	return usageError{
		fmt.Sprintf("「%s」という名前では作れません。", path),
		"変更箇所.xlsx か 変更箇所.toml のように、.xlsx か .toml で終わる名前にしてください。",
	}
}

func unknownShell(known []string) error {
	return usageError{"シェルの名前を一つ書いてください。", "使えるのは " + strings.Join(known, "、") + " です。"}
}
