// Package licenses contains the licences of everything the program is built from.
package licenses

import _ "embed"

// Text lists every module and font in the program, each with its licence.
//
//go:embed licenses.txt
var Text string
