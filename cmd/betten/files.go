package main

import (
	"os"
	"path/filepath"

	"betten/internal/disk"
)

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// hasFileForFolder reports whether a file exists where a path needs a folder. Windows only
// reports that the folder is missing.
func hasFileForFolder(path string) bool {
	for dir := path; ; dir = filepath.Dir(dir) {
		if info, err := os.Stat(dir); err == nil {
			return !info.IsDir()
		} else if dir == filepath.Dir(dir) {
			return false
		}
	}
}

// absolute returns the absolute path, or the path unchanged if the root is not known.
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

// mostBytes is the maximum size of a file that is read.
const mostBytes = 256 << 20

func readFile(path string) ([]byte, error) { return disk.ReadFile(path, mostBytes) }
