package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"golang.org/x/term"
)

// newMenu returns the command for a start without a file: a double-click in the Explorer.
// It is hidden, since users never type its name.
func newMenu(from launch) *cobra.Command {
	return &cobra.Command{
		Use: "menu", Hidden: true, Args: nothingMore,
		RunE: func(cmd *cobra.Command, _ []string) error {
			m := &menu{cmd: cmd, in: cmd.InOrStdin(), from: from}
			return m.run()
		},
	}
}

// A menu asks for one key at a time, and runs the choice for that key in the folder where
// the program was opened.
type menu struct {
	cmd  *cobra.Command
	in   io.Reader
	from launch
}

// A choice is the action of a key of the menu.
type choice struct {
	words string
	do    func(*menu) error
}

// choices are the choices of the menu, in the order of their keys.
func choices() []choice {
	return []choice{
		{menuWords.juten, func(m *menu) error { return m.command("init", "--form", "juten", starterName) }},
		{menuWords.zen, func(m *menu) error { return m.command("init", "--form", "zen", starterName) }},
		{menuWords.kiso, func(m *menu) error { return m.command("init", "--form", "kiso", starterName) }},
		{menuWords.review, func(m *menu) error {
			return m.withTable(func(file string) error { return m.command("build", "--review", "--", file) })
		}},
		{menuWords.check, func(m *menu) error {
			return m.withTable(func(file string) error {
				d := newDropOf(m.from)
				if err := d.prepare(); err != nil {
					return err
				}
				return d.check(m.cmd, file)
			})
		}},
		{menuWords.guide, func(m *menu) error {
			_, err := io.WriteString(m.cmd.OutOrStdout(), fit(guide, columns(m.cmd.OutOrStdout())))
			return err
		}},
	}
}

// run asks until the user leaves.
func (m *menu) run() error {
	out, choices := m.cmd.OutOrStdout(), choices()
	for {
		fmt.Fprint(out, menuWords.head)
		for i, c := range choices {
			fmt.Fprintf(out, "  %d  %s\n", i+1, c.words)
		}
		n, err := m.ask(len(choices))
		if n == 0 || err != nil {
			return err
		}
		fmt.Fprintln(out)
		switch err := choices[n-1].do(m); {
		case errors.Is(err, errFailed), err == nil:
		default:
			return err
		}
		fmt.Fprintln(out)
	}
}

// withTable runs an action on the table in the folder. If there are several tables, the
// user chooses one.
func (m *menu) withTable(do func(file string) error) error {
	out := m.cmd.OutOrStdout()
	tables, err := await(m.cmd.Context(), tablesHere)
	if err != nil {
		return err
	}
	switch {
	case len(tables) == 0:
		fmt.Fprintln(out, menuWords.noTable)
		return nil
	case len(tables) == 1:
		return do(tables[0])
	}
	if len(tables) > mostKeys {
		fmt.Fprintf(out, menuWords.tooMany, mostKeys)
		tables = tables[:mostKeys]
	}
	fmt.Fprint(out, menuWords.whichTable)
	for i, file := range tables {
		fmt.Fprintf(out, "  %d  %s\n", i+1, printable(file))
	}
	n, err := m.ask(len(tables))
	if n == 0 || err != nil {
		return err
	}
	fmt.Fprintln(out)
	return do(tables[n-1])
}

// mostKeys is the maximum number of choices with one key each.
const mostKeys = 9

// tablesHere returns the files of the working folder from which a table can be built.
func tablesHere() (tables []string) {
	entries, _ := os.ReadDir(".") // a folder that cannot be read counts as empty
	for _, e := range entries {
		if e.Type().IsRegular() && wanted(e.Name()) && look(e.Name()).as == asTable {
			tables = append(tables, e.Name())
		}
	}
	return tables
}

// command runs one of the program's commands.
func (m *menu) command(args ...string) error {
	root := newRoot(m.from)
	root.SetArgs(args)
	root.SetIn(m.in)
	root.SetOut(m.cmd.OutOrStdout())
	root.SetErr(m.cmd.ErrOrStderr())
	return root.ExecuteContext(m.cmd.Context())
}

// ask waits for a key from 1 to most and returns its number, or 0 if the user leaves.
func (m *menu) ask(most int) (int, error) {
	fmt.Fprint(m.cmd.OutOrStdout(), menuWords.ask)
	for {
		key, err := readKey(m.cmd.Context(), m.in)
		switch n := digit(key); {
		case err != nil:
			return 0, err
		case leaves(key):
			fmt.Fprintln(m.cmd.OutOrStdout())
			return 0, nil
		case n >= 1 && n <= most:
			fmt.Fprintln(m.cmd.OutOrStdout(), n)
			return n, nil
		}
	}
}

// digit returns the digit of a key, in any width, since an input method may be on. It
// returns -1 for any other key.
func digit(key rune) int {
	switch {
	case key >= '0' && key <= '9':
		return int(key - '0')
	case key >= '０' && key <= '９':
		return int(key - '０')
	}
	return -1
}

// leaves reports whether a key ends the menu: Enter, Esc, q, and what a terminal sends
// for Ctrl-C and Ctrl-D, or at its end (0).
func leaves(key rune) bool {
	switch key {
	case 0, '\r', '\n', 0x1b, 'q', 'Q', 3, 4:
		return true
	}
	return false
}

// readKey waits for one key. It asks a terminal not to wait for Enter. The error is that of
// ctx; at the end of the input, the key is 0.
func readKey(ctx context.Context, in io.Reader) (rune, error) {
	if f, ok := in.(*os.File); ok {
		if state, err := term.MakeRaw(int(f.Fd())); err == nil {
			defer term.Restore(int(f.Fd()), state)
		}
	}
	return await(ctx, func() rune {
		var key [utf8.UTFMax]byte
		for n := range key {
			if _, err := io.ReadFull(in, key[n:n+1]); err != nil {
				return 0
			}
			if utf8.FullRune(key[:n+1]) {
				break
			}
		}
		r, _ := utf8.DecodeRune(key[:])
		return r
	})
}
