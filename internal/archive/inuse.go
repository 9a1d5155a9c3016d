package archive

import (
	"errors"
	"io/fs"
	"runtime"
	"syscall"
)

var onWindows = runtime.GOOS == "windows"

// ErrInUse is the error of a file that another program keeps open, as Excel does
// with a workbook: Windows lets nobody replace it.
var ErrInUse = errors.New("in use by another program")

// InUse tells whether an error says that another program keeps a file.
func InUse(err error) bool {
	const sharingViolation, lockViolation = syscall.Errno(32), syscall.Errno(33)
	return errors.Is(err, ErrInUse) ||
		onWindows && (errors.Is(err, sharingViolation) || errors.Is(err, lockViolation))
}

// deniedOrInUse tells whether a file may be in use: who renames to an open file, or
// removes one, is told by Windows that access is denied.
func deniedOrInUse(err error) bool {
	const accessDenied = syscall.Errno(5)
	return InUse(err) || onWindows && (errors.Is(err, fs.ErrPermission) || errors.Is(err, accessDenied))
}
