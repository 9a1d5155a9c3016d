package standards

import (
	"bytes"
	"io"
	"strings"
)

// markedContent is the content of one element on a page.
type markedContent struct {
	tag name
}

// privateUse matches private use characters, which need ActualText.
type privateUse struct {
	font ref
	code int
}

// content checks the content of a page.
func (c *checker) content(number int, page dict) {
	c.marks = append(c.marks, make(map[int]markedContent))
	var data bytes.Buffer
	for _, v := range append(c.file.array(page["Contents"]), page["Contents"]) {
		if s, ok := c.file.get(v).(*stream); ok {
			data.Write(s.data)
			data.WriteByte('\n')
		}
	}
	fonts := c.file.dict(c.file.dict(page["Resources"])["Font"])
	type state struct {
		artifact, actual bool
		mcid             int // -1 for none
	}
	stack := []state{{mcid: -1}}
	graphics, inText := 0, false
	var font ref
	p := &parser{data: data.Bytes(), report: c.report}
	var args []any
	for {
		v, err := p.value()
		if err == io.EOF {
			break
		}
		if err != nil {
			c.report("6.2.2", "page %d: %v", number+1, err)
			return
		}
		op, ok := v.(word)
		if !ok {
			args = append(args, v)
			continue
		}
		now := &stack[len(stack)-1]
		switch op {
		case "q":
			if graphics++; graphics > 28 {
				c.report("6.1.13", "page %d: %d states are saved", number+1, graphics)
			}
		case "Q":
			if graphics--; graphics < 0 {
				c.report("6.2.2", "page %d restores what was not saved", number+1)
			}
		case "BT", "ET":
			if inText == (op == "BT") {
				c.report("6.2.2", "page %d: %s", number+1, op)
			}
			inText = op == "BT"
		case "BMC", "BDC":
			next := *now
			tag, _ := args[0].(name)
			var properties dict
			if op == "BDC" {
				properties, _ = args[1].(dict)
			}
			if properties["ActualText"] != nil {
				next.actual = true
			}
			mcid, tagged := properties["MCID"].(int)
			if tag == "Artifact" {
				if next.mcid >= 0 {
					c.report("01-003", "page %d", number+1)
				}
				next.artifact = true
			}
			if tagged {
				if next.artifact {
					c.report("01-004", "page %d", number+1)
				}
				if _, twice := c.marks[number][mcid]; twice || next.mcid >= 0 {
					c.report("14.7", "page %d has content %d twice, or within another", number+1, mcid)
				}
				next.mcid = mcid
				c.marks[number][mcid] = markedContent{tag: tag}
			}
			stack = append(stack, next)
		case "EMC":
			if len(stack) == 1 {
				c.report("6.2.2", "page %d ends a mark that has not begun", number+1)
				return
			}
			stack = stack[:len(stack)-1]
		case "Tf":
			key, _ := args[0].(name)
			r, ok := fonts[key].(ref)
			if !ok {
				c.report("6.2.2", "page %d has no font %s", number+1, key)
			}
			font = r
		case "Tj":
			s, _ := args[0].(str)
			c.shown(number, font, s, now.actual, now.mcid)
			fallthrough
		case "S", "s", "f", "F", "f*", "B", "B*", "b", "b*":
			if now.mcid < 0 && !now.artifact {
				c.report("01-005", "page %d: %s", number+1, op)
			}
		case "g", "G", "rg", "RG": // allowed with an output intent in RGB
		case "k", "K", "cs", "CS", "sc", "SC", "scn", "SCN":
			c.report("6.2.4", "page %d: %s", number+1, op)
		case "gs":
			c.report("6.2.5", "page %d: %s", number+1, op)
		case "Do", "sh", "BI":
			c.report("6.2.8", "page %d: %s", number+1, op)
		default:
			if !strings.Contains(" w J j M d i cm m l c v y h re n W W* Tc Tw Tz TL Tr Ts Td TD Tm T* ", " "+string(op)+" ") {
				c.report("6.2.2", "page %d: %s", number+1, op)
			}
		}
		args = args[:0]
	}
	if len(stack) != 1 || inText || graphics != 0 {
		c.report("6.2.2", "page %d ends within something", number+1)
	}
}

// shown records the codes of a string that a page shows.
func (c *checker) shown(number int, font ref, s str, actual bool, mcid int) {
	if len(s)%2 != 0 {
		c.report("6.2.11.3", "page %d shows half a code", number+1)
		return
	}
	if c.used[font] == nil {
		c.used[font] = make(map[int]bool)
	}
	for i := 0; i < len(s); i += 2 {
		code := int(s[i])<<8 | int(s[i+1])
		c.used[font][code] = true
		if !actual {
			c.private = append(c.private, privateUse{font, code})
		}
	}
}
