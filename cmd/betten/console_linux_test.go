package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"unsafe"

	"github.com/mattn/go-runewidth"
)

// openTerminal returns both sides of a new terminal of some columns.
func openTerminal(t *testing.T, columns uint16) (master, slave *os.File) {
	t.Helper()
	master, err := os.OpenFile("/dev/ptmx", os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Skip("no terminals: ", err)
	}
	t.Cleanup(func() { master.Close() })
	control := func(request uintptr, to unsafe.Pointer) {
		if _, _, e := syscall.Syscall(syscall.SYS_IOCTL, master.Fd(), request, uintptr(to)); e != 0 {
			t.Fatal(e)
		}
	}
	var number, locked uint32
	size := [4]uint16{25, columns}
	control(syscall.TIOCSPTLCK, unsafe.Pointer(&locked))
	control(syscall.TIOCGPTN, unsafe.Pointer(&number))
	control(syscall.TIOCSWINSZ, unsafe.Pointer(&size))
	slave, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	return master, slave
}

// onTerminal runs the real program on a terminal with some number of columns, and returns its
// output.
func onTerminal(t *testing.T, columns uint16, dir string, args ...string) string {
	t.Helper()
	master, slave := openTerminal(t, columns)
	shown := make(chan string)
	go func() {
		data, _ := io.ReadAll(master) // ends with an error when nobody writes any more
		shown <- string(data)
	}()
	cmd := program(t, args...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = dir, slave, slave
	r := finish(t, cmd)
	slave.Close()
	if r.status != 0 {
		t.Errorf("%q: exit status %d", args, r.status)
	}
	return strings.ReplaceAll(<-shown, "\r\n", "\n")
}

// widest returns the maximum number of columns filled. A carriage return goes back to the first
// column.
func widest(shown string) int {
	w := 0
	for _, line := range strings.FieldsFunc(shown, func(r rune) bool { return r == '\r' || r == '\n' }) {
		w = max(w, runewidth.StringWidth(line))
	}
	return w
}

func TestOnATerminalEverythingStaysInItsLine(t *testing.T) {
	dir := t.TempDir()
	sources(t, dir, 9)
	// The last character is a radical that looks like 用: a warning, far to the right.
	warned := strings.Replace(string(example(t)), "after = \"", "after = \""+strings.Repeat("みほん市の事務", 12)+"\u2F64", 1)
	put(t, dir, map[string]string{"mihon.toml": warned})
	for _, columns := range []int{40, 80, 120} {
		t.Run(fmt.Sprint(columns), func(t *testing.T) {
			batch := onTerminal(t, uint16(columns), dir, "batch", "令和*", "-o", filepath.Join(t.TempDir(), "out"), "--to", "xlsx")
			if bar := strings.Contains(batch, "変換中 8/9件"); bar != (columns >= 80) || bar && widest(batch[:strings.LastIndex(batch, "\r")]) >= columns {
				t.Errorf("a bar: %t, %d columns: %q", bar, widest(batch), batch)
			}
			if strings.Contains(batch, "\x1b") {
				t.Errorf("codes are sent that not every console knows: %q", batch)
			}
			if help := onTerminal(t, uint16(columns), dir, "build", "--help"); widest(help) >= columns {
				t.Errorf("%d columns:\n%s", widest(help), help)
			}
			check := strings.Split(onTerminal(t, uint16(columns), dir, "check", "mihon.toml"), "\n")
			if line, caret := check[1], check[2]; runewidth.StringWidth(line) >= columns || runewidth.StringWidth(caret) >= columns {
				t.Errorf("the caret is not below its character:\n%s\n%s", line, caret)
			}
		})
	}
}
