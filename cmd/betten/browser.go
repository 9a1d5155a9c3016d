package main

import (
	"os/exec"
)

// openInBrowser shows a page in the browser of Windows and does not wait for it. The path
// is passed directly to the program, without a shell.
func openInBrowser(path string) error {
	return exec.Command("rundll32.exe", "url.dll,FileProtocolHandler", absolute(path)).Start()
}
