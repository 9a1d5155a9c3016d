package disk

import (
	"errors"
	"syscall"
	"testing"
)

// Elsewhere the same numbers have other meanings: 32 is a broken pipe.
func TestTheNumbersOfWindowsAreThoseOfWindowsOnly(t *testing.T) {
	was := OnWindows
	t.Cleanup(func() { OnWindows = was })
	for _, test := range []struct {
		name    string
		meaning func(error) bool
		numbers []syscall.Errno
		here    syscall.Errno
	}{
		{"full", IsFull, []syscall.Errno{39, 112}, syscall.ENOSPC},
		{"too long", IsTooLong, []syscall.Errno{206}, syscall.ENAMETOOLONG},
		{"missing", IsMissing, []syscall.Errno{123, 161, 206, 267}, syscall.ENOTDIR},
		{"a broken pipe", IsBrokenPipe, []syscall.Errno{109, 232}, syscall.EPIPE},
		{"in use", InUse, []syscall.Errno{32, 33}, 0},
		{"denied or in use", DeniedOrInUse, []syscall.Errno{5, 32, 33}, 0},
	} {
		for _, n := range test.numbers {
			if OnWindows = true; !test.meaning(n) {
				t.Errorf("%s: %d is not known", test.name, int(n))
			}
			if OnWindows = false; !was && test.meaning(n) && !errors.Is(n, test.here) {
				t.Errorf("%s: %d is taken for a number of Windows", test.name, int(n))
			}
		}
	}
}
