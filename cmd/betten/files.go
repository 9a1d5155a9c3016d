package main

import (
	"errors"
	"os"
	"runtime"
	"syscall"
)

const onWindows = runtime.GOOS == "windows"

// isFull reports whether an error is that of a full disk. Windows has two codes
// for it.
func isFull(err error) bool {
	const windowsHandleDiskFull, windowsDiskFull = syscall.Errno(39), syscall.Errno(112)
	return errors.Is(err, syscall.ENOSPC) ||
		onWindows && (errors.Is(err, windowsHandleDiskFull) || errors.Is(err, windowsDiskFull))
}

// isLocked reports whether another program keeps a file, as Excel does on
// Windows.
func isLocked(err error) bool {
	const sharingViolation, lockViolation = syscall.Errno(32), syscall.Errno(33)
	return onWindows && (errors.Is(err, sharingViolation) || errors.Is(err, lockViolation))
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
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
