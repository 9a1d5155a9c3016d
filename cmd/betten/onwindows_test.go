package main

import (
	"fmt"
	"io/fs"
	"os"
	"strings"
	"syscall"
	"testing"

	"betten/internal/change"
	"betten/internal/disk"
)

// asOnWindows makes error numbers those of Windows.
func asOnWindows(t *testing.T) {
	t.Helper()
	was := disk.OnWindows
	disk.OnWindows = true
	t.Cleanup(func() { disk.OnWindows = was })
}

func TestWhyWindowsDoesNotWriteIsSaid(t *testing.T) {
	asOnWindows(t)
	renamed := func(code int) error { return &os.LinkError{Op: "rename", Old: "x", New: "y", Err: syscall.Errno(code)} }
	for _, test := range []struct {
		name   string
		err    error
		target string
		words  []string
	}{
		{"open in Excel", &fs.PathError{Op: "write", Err: fmt.Errorf("%w: %w", disk.ErrInUse, fs.ErrPermission)}, `C:\別添\a.xlsx`, []string{"Excel などで開いている", "閉じて"}},
		{"no right", &fs.PathError{Op: "open", Err: fs.ErrPermission}, `C:\別添\a.xlsx`, []string{"書く権限がありません"}},
		{"full", &fs.PathError{Op: "write", Err: syscall.Errno(112)}, `D:\a.xlsx`, []string{"ディスクに空きがありません"}},
		{"full, of a handle", &fs.PathError{Op: "write", Err: syscall.Errno(39)}, `D:\a.xlsx`, []string{"ディスクに空きがありません"}},
		{"a long path", renamed(206), `C:\長い`, []string{"長すぎる"}},
		{"a device", renamed(5), "CON.xlsx", []string{"Windows で使えない名前"}},
		{"a device, deep in the path", &fs.PathError{Op: "open", Err: fs.ErrNotExist}, `C:\out\aux\a.pdf`, []string{"Windows で使えない名前"}},
		{"a quote that cmd.exe left behind a backslash", renamed(123), `C:\出力"\a.xlsx`, []string{`「C:\出力"\a.xlsx」`, "Windows で使えない名前", `最後に \ があれば`}},
		{"a pattern", renamed(123), "a*.xlsx", []string{"Windows で使えない名前"}},
		{"a stream", renamed(87), "a.toml:b", []string{"Windows で使えない名前"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			message, hint := describeWriteError(test.err, test.target)
			for _, words := range test.words {
				if !strings.Contains(message+hint, words) {
					t.Errorf("%s → %s, want %q", message, hint, words)
				}
			}
		})
	}
}

func TestWhyWindowsDoesNotReadIsSaid(t *testing.T) {
	asOnWindows(t)
	for _, test := range []struct {
		file string
		code int
		want change.Kind
	}{
		{"*.toml", 123, change.Pattern},
		{`C:\x?\a.toml`, 123, change.Pattern},
		{`a".toml`, 123, change.MissingFile},
		{"a.toml", 161, change.MissingFile},
		{"a.toml", 267, change.MissingFile},
		{"a.toml", 206, change.MissingFile},
		{"a.toml", 32, change.UnreadableFile},
		{"a.toml", 33, change.UnreadableFile},
		{"a.toml", 5, change.UnreadableFile},
	} {
		err := &fs.PathError{Op: "open", Path: test.file, Err: syscall.Errno(test.code)}
		if p := fileProblem(test.file, err); p.Kind != test.want {
			t.Errorf("%s, %d: %s, want %s", test.file, test.code, p.Kind, test.want)
		}
		wantsMissing := test.want != change.UnreadableFile
		message, _ := describeOutcome(&outcome{name: test.file, err: err})
		if strings.Contains(message, "がありません") != (wantsMissing && !disk.IsTooLong(err)) {
			t.Errorf("%s, %d: %s", test.file, test.code, message)
		}
		if message, _ := describeError(err); strings.Contains(message, "がありません") != wantsMissing {
			t.Errorf("%s, %d: %s", test.file, test.code, message)
		}
	}
}

func TestADeviceOfWindowsIsAnOrdinaryNameElsewhere(t *testing.T) {
	if disk.OnWindows {
		t.Skip("this is Windows")
	}
	if message, _ := describeWriteError(fs.ErrPermission, "CON.xlsx"); strings.Contains(message, "Windows") {
		t.Error(message)
	}
}
