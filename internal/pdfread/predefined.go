package pdfread

import (
	"archive/zip"
	"bytes"
	_ "embed"
	"io"
	"strings"
	"sync"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
)

// cmaps contains the CMaps for Japanese that a PDF may name without embedding them, and the
// texts of Adobe-Japan1: unmodified files of Adobe's cmap-resources and
// mapping-resources-pdf, each with its licence (BSD, 3 clauses).
//
//go:embed cmaps.zip
var cmaps []byte

var loaded sync.Map // name to *cmap; nil if there is none

// predefined returns the CMap of a name, or nil if it is not known.
func predefined(n string) *cmap {
	if n == "Identity-H" || n == "Identity-V" {
		return identityCMap
	}
	if c, ok := loaded.Load(n); ok {
		return c.(*cmap)
	}
	var c *cmap
	if data := cmapFile(n); data != nil {
		c = parseCMap(data)
	}
	made, _ := loaded.LoadOrStore(n, c)
	return made.(*cmap)
}

func cmapFile(n string) []byte {
	z, err := zip.NewReader(bytes.NewReader(cmaps), int64(len(cmaps)))
	if err != nil {
		return nil
	}
	in, err := z.Open(n)
	if err != nil {
		return nil
	}
	defer in.Close()
	data, err := io.ReadAll(in)
	if err != nil {
		return nil
	}
	return data
}

// predefinedText returns the function from a code of a predefined CMap to its characters, or
// nil if the code does not determine them.
func predefinedText(n string) func(string) string {
	decoded := func(e encoding.Encoding) func(string) string {
		return func(code string) string {
			s, err := e.NewDecoder().String(code)
			if err != nil {
				return ""
			}
			return s
		}
	}
	switch {
	case strings.Contains(n, "UCS2"), strings.Contains(n, "UTF16"):
		return utf16Text
	case strings.Contains(n, "RKSJ"):
		return decoded(japanese.ShiftJIS)
	case strings.HasPrefix(n, "EUC"):
		return decoded(japanese.EUCJP)
	case n == "H", n == "V": // the code is that of JIS X 0208
		euc := decoded(japanese.EUCJP)
		return func(code string) string {
			b := []byte(code)
			for i := range b {
				b[i] |= 0x80
			}
			return euc(string(b))
		}
	}
	return nil
}

// japan1Texts are the texts of the CIDs of Adobe-Japan1. A CID may have several, such as
// U+2010 and U+2011. Then the one that Windows writes is used, else that of the lowest code.
var japan1Texts = sync.OnceValue(func() map[int]string {
	texts := make(map[int]string)
	add := func(cid int, text string) {
		if _, ok := texts[cid]; !ok && cid > 0 && usable(text) {
			texts[cid] = text
		}
	}
	for _, n := range []string{"90msp-RKSJ-H", "90ms-RKSJ-H", "UniJIS-UTF16-H"} {
		decode, lowest := predefinedText(n), make(map[int]string)
		predefined(n).each(func(code string, cid int) {
			if text := decode(code); usable(text) && (lowest[cid] == "" || text < lowest[cid]) {
				lowest[cid] = text
			}
		})
		for cid, text := range lowest {
			add(cid, text)
		}
	}
	for code, text := range predefined("Adobe-Japan1-UCS2").texts {
		add(int(bigEndian(code)), text)
	}
	return texts
})

// japan1 returns the text of a CID, or "" if it has none.
func japan1(cid int) string { return japan1Texts()[cid] }

// each calls do with every code and its CID.
func (c *cmap) each(do func(code string, cid int)) {
	for code, cid := range c.cids {
		do(code, cid)
	}
	for _, r := range c.ranges {
		for n := r.low; n <= r.high; n++ {
			do(code(n, r.length), r.cid+int(n-r.low))
		}
	}
}
