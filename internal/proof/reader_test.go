package proof

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	reader "github.com/ledongthuc/pdf"

	"betten/internal/layout"
	"betten/internal/pdf"
)

// checkPDF asks that another program finds in a PDF each cell of each page, line by
// line, and the text of each leaf.
func checkPDF(p *layout.Print) error {
	var b bytes.Buffer
	if err := pdf.Write(&b, p); err != nil {
		return err
	}
	if !pdf.Untouched(b.Bytes()) {
		return fmt.Errorf("it is said to be touched")
	}
	file, err := reader.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		return err
	}
	if n := len(p.Leaves) + len(p.Pages); file.NumPage() != n {
		return fmt.Errorf("%d pages, want %d", file.NumPage(), n)
	}
	fonts := make(map[string]map[int]string)
	for i, leaf := range p.Leaves {
		var want, got string
		for _, b := range leaf.Blocks {
			for _, l := range b.Lines {
				if !l.Leader {
					want += l.Text
				}
			}
		}
		for _, c := range contents(file.Page(i+1), fonts) {
			got += strings.Join(c.lines, "")
		}
		if want = extracted(want); got != want {
			return fmt.Errorf("leaf %d says %q, want %q", i, got, want)
		}
	}
	for i, page := range p.Pages {
		found := contents(file.Page(len(p.Leaves)+i+1), fonts)
		found = slices.DeleteFunc(found, func(c content) bool { return c.tag != "TD" })
		for j := range page.Rows {
			for c := range page.Rows[j].Cells {
				cell := &page.Rows[j].Cells[c]
				if len(cell.Lines) == 0 {
					continue
				}
				if len(found) == 0 {
					return fmt.Errorf("page %d ends before row %d", i, j)
				}
				want := slices.DeleteFunc(cell.Strings(), func(s string) bool { return s == "" })
				for k := range want {
					want[k] = extracted(want[k])
				}
				if !slices.Equal(found[0].lines, want) {
					return fmt.Errorf("page %d, row %d, column %d says %q, want %q", i, j, c, found[0].lines, want)
				}
				found = found[1:]
			}
		}
		if len(found) > 0 {
			return fmt.Errorf("page %d has %d cells more", i, len(found))
		}
	}
	return nil
}

// extracted is a text as one takes it out of a document (ISO 14289-1, 7.21.7).
func extracted(s string) string { return strings.ReplaceAll(s, "\uFEFF", "\u2060") }

// A content is what is drawn of one element, by lines.
type content struct {
	tag   string
	lines []string
}

func contents(page reader.Page, fonts map[string]map[int]string) []content {
	var all []content
	var font map[int]string
	var drawing bool
	var y, last float64
	reader.Interpret(page.V.Key("Contents"), func(stack *reader.Stack, op string) {
		args := make([]reader.Value, stack.Len())
		for i := len(args) - 1; i >= 0; i-- {
			args[i] = stack.Pop()
		}
		switch op {
		case "BDC":
			if drawing = args[1].Key("MCID").Kind() == reader.Integer; drawing {
				all = append(all, content{tag: args[0].Name()})
			}
		case "BMC", "EMC":
			drawing = false
		case "Tf":
			name := args[0].Name()
			if fonts[name] == nil {
				fonts[name] = toUnicode(page.Font(name).V.Key("ToUnicode").Reader())
			}
			font = fonts[name]
		case "Td":
			y = args[1].Float64()
		case "Tj":
			if !drawing {
				return
			}
			c := &all[len(all)-1]
			if len(c.lines) == 0 || y != last {
				c.lines, last = append(c.lines, ""), y
			}
			var s strings.Builder
			raw := args[0].RawString()
			for i := 0; i+1 < len(raw); i += 2 {
				s.WriteString(font[int(raw[i])<<8|int(raw[i+1])])
			}
			c.lines[len(c.lines)-1] += s.String()
		}
	})
	return all
}

var mapping = regexp.MustCompile(`<([0-9A-F]{4})> <([0-9A-F]*)>\n`)

// toUnicode reads what text the codes of a font stand for.
func toUnicode(r io.ReadCloser) map[int]string {
	data, err := io.ReadAll(r)
	if err != nil {
		panic(err)
	}
	texts := make(map[int]string)
	for _, m := range mapping.FindAllSubmatch(data, -1) {
		code, _ := strconv.ParseUint(string(m[1]), 16, 16)
		text, _ := hex.DecodeString(string(m[2]))
		var units []uint16
		for i := 0; i+1 < len(text); i += 2 {
			units = append(units, uint16(text[i])<<8|uint16(text[i+1]))
		}
		texts[int(code)] = string(utf16.Decode(units))
	}
	return texts
}
