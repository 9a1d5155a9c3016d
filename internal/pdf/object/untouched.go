package object

import (
	"bytes"
	"crypto/sha256"
	"strconv"
)

// Untouched reports whether a PDF is exactly as WriteTo wrote it. If another program saves the
// file, it changes bytes, so that they no longer match the ID, or appends to the file.
func Untouched(data []byte) bool {
	const end, mark = "\n%%EOF\n", "\nstartxref\n"
	body, ok := bytes.CutSuffix(data, []byte(end))
	if !ok {
		return false
	}
	at := bytes.LastIndex(body, []byte(mark))
	if at < 0 {
		return false
	}
	table, err := strconv.Atoi(string(body[at+len(mark):]))
	if err != nil || table < 0 || table > at {
		return false
	}
	sum := sha256.Sum256(data[:table])
	id := String(sum[:16])
	return bytes.Contains(data[table:at], appendValue([]byte("/ID "), Array{id, id}))
}
