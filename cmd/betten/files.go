package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"syscall"

	"betten/internal/archive"
)

// onWindows says which system the codes of errors are of.
var onWindows = runtime.GOOS == "windows"

// isFull reports whether an error is that of a full disk. Windows has two codes
// for it.
func isFull(err error) bool {
	const windowsHandleDiskFull, windowsDiskFull = syscall.Errno(39), syscall.Errno(112)
	return errors.Is(err, syscall.ENOSPC) ||
		onWindows && (errors.Is(err, windowsHandleDiskFull) || errors.Is(err, windowsDiskFull))
}

// isTooLong reports whether a path is longer than the system takes.
func isTooLong(err error) bool {
	const windowsPathTooLong = syscall.Errno(206)
	return errors.Is(err, syscall.ENAMETOOLONG) || onWindows && errors.Is(err, windowsPathTooLong)
}

// isMissing reports whether nothing can stand at a path, or nothing does. Windows
// does not call a file missing whose name it does not take.
func isMissing(err error) bool {
	const windowsInvalidName, windowsBadPath, windowsNoFolder = syscall.Errno(123), syscall.Errno(161), syscall.Errno(267)
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) || isTooLong(err) ||
		onWindows && (errors.Is(err, windowsInvalidName) || errors.Is(err, windowsBadPath) || errors.Is(err, windowsNoFolder))
}

// isBrokenPipe reports whether nobody reads any more what the program prints.
func isBrokenPipe(err error) bool {
	const windowsBrokenPipe, windowsNoData = syscall.Errno(109), syscall.Errno(232)
	return errors.Is(err, syscall.EPIPE) ||
		onWindows && (errors.Is(err, windowsBrokenPipe) || errors.Is(err, windowsNoData))
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// hasFileForFolder reports whether a file stands where a path wants a folder. Windows
// says no more of it than that the folder is missing.
func hasFileForFolder(path string) bool {
	for dir := path; ; dir = filepath.Dir(dir) {
		if info, err := os.Stat(dir); err == nil {
			return !info.IsDir()
		} else if dir == filepath.Dir(dir) {
			return false
		}
	}
}

// absolute returns a path from the root, or as it is if nobody knows where that is.
func absolute(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		return abs
	}
	return path
}

// sameFile reports whether two paths lead to one file.
func sameFile(path, other string) bool {
	a, err := os.Stat(path)
	if err != nil {
		return false
	}
	b, err := os.Stat(other)
	return err == nil && os.SameFile(a, b)
}

// mostBytes is the most that is read of one file.
const mostBytes = 256 << 20

func readFile(path string) ([]byte, error) { return archive.ReadFile(path, mostBytes) }
