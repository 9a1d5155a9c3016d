// Package disk interprets what an operating system reports about files: what an error
// means, which names are valid, and how to read a file without waiting for ever or
// filling the memory. The code is the same on every system, so that the program needs no
// file for one system only.
package disk

import (
	"errors"
	"io/fs"
	"runtime"
	"syscall"
)

// OnWindows reports whether error numbers are those of Windows: 32 is a sharing violation
// there and a broken pipe elsewhere. Only tests change it.
var OnWindows = runtime.GOOS == "windows"

// The Windows error numbers that matter here (Microsoft, "System Error Codes").
const (
	accessDenied     = syscall.Errno(5)
	sharingViolation = syscall.Errno(32)
	lockViolation    = syscall.Errno(33)
	handleDiskFull   = syscall.Errno(39)
	brokenPipe       = syscall.Errno(109)
	diskFull         = syscall.Errno(112)
	invalidName      = syscall.Errno(123)
	badPathName      = syscall.Errno(161)
	nameTooLong      = syscall.Errno(206)
	noData           = syscall.Errno(232)
	noFolder         = syscall.Errno(267)
)

// windows reports whether err has one of the given Windows error numbers.
func windows(err error, numbers ...syscall.Errno) bool {
	if OnWindows {
		for _, n := range numbers {
			if errors.Is(err, n) {
				return true
			}
		}
	}
	return false
}

// IsFull reports whether an error means that the disk is full.
func IsFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || windows(err, handleDiskFull, diskFull)
}

// IsTooLong reports whether an error means that the path is longer than the system
// accepts.
func IsTooLong(err error) bool {
	return errors.Is(err, syscall.ENAMETOOLONG) || windows(err, nameTooLong)
}

// IsMissing reports whether an error means that a file does not exist or cannot exist.
// Windows has separate errors for names that it does not accept.
func IsMissing(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) || IsTooLong(err) ||
		windows(err, invalidName, badPathName, noFolder)
}

// IsBrokenPipe reports whether an error means that the reader of a pipe has gone.
func IsBrokenPipe(err error) bool {
	return errors.Is(err, syscall.EPIPE) || windows(err, brokenPipe, noData)
}

// ErrInUse is the error of a file that another program keeps open, as Excel does with
// a workbook: Windows does not let it be replaced.
var ErrInUse = errors.New("in use by another program")

// InUse reports whether an error means that another program keeps the file open.
func InUse(err error) bool {
	return errors.Is(err, ErrInUse) || windows(err, sharingViolation, lockViolation)
}

// DeniedOrInUse reports whether an error of renaming to a file, or of removing it, may mean
// that another program keeps it open. In that case Windows reports "access denied".
func DeniedOrInUse(err error) bool {
	return InUse(err) || OnWindows && errors.Is(err, fs.ErrPermission) || windows(err, accessDenied)
}
