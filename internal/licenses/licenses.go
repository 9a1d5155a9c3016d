// Package licenses holds the licences of all that the program is made of.
package licenses

import _ "embed"

// Text names every module and face in the program, each with its licence.
//
//go:embed licenses.txt
var Text string
