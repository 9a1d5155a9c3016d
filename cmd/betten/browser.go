package main

import (
	"os/exec"
)

// openInBrowser shows a page in the browser of Windows, and does not wait for it. The
// path goes to the program itself, through no shell.
func openInBrowser(path string) error {
	return exec.Command("rundll32.exe", "url.dll,FileProtocolHandler", absolute(path)).Start()
}
