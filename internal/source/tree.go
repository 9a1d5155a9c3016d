package source

import (
	"bytes"
	"strconv"
	"strings"
	"time"

	"github.com/pelletier/go-toml/v2/unstable"

	"betten/internal/change"
)

// A kind is what a value was written as.
type kind int

const (
	unread kind = iota // its fault has already been reported
	words
	number
	truth
	day
	list
	tables // a table, or the tables of one name
)

// A table is a TOML table and its place.
type table struct {
	at     int // its header, or the byte it begins with
	names  []string
	values map[string]*value
	faulty bool // a line of it could not be read, so a key may only seem missing
	open   bool // it was written with a header of its own
}

// A value is a TOML value and its place.
type value struct {
	kind   kind
	key    int  // where its key stands
	at     span // the value itself
	list   []*value
	tables []*table
	inline bool // tables were written as {}
	many   bool // tables were written as [[name]]
	data   any  // what was decoded
}

func (t *table) set(name string, v *value) {
	if t.values == nil {
		t.values = make(map[string]*value, 8)
	}
	t.names = append(t.names, name)
	t.values[name] = v
}

// fill hangs decoded values into the tree.
func (t *table) fill(values map[string]any) {
	for name, v := range t.values {
		v.fill(values[name])
	}
}

func (v *value) fill(data any) {
	switch data := data.(type) {
	case map[string]any:
		if len(v.tables) > 0 {
			v.tables[0].fill(data)
		}
	case []map[string]any:
		for i := range min(len(data), len(v.tables)) {
			v.tables[i].fill(data[i])
		}
		if v.kind == list {
			for i := range min(len(data), len(v.list)) {
				v.list[i].fill(data[i])
			}
		}
	case []any:
		for i := range min(len(data), len(v.list)) {
			v.list[i].fill(data[i])
		}
	default:
		v.data = data
	}
}

// deepest is how many names a key may have, and how many lists and tables a value
// within one another, more than any that is known: for thousands the decoder takes the
// time of their square.
const deepest = 9

// expression adds what the parser has read to the tree. base is where the
// parser began.
func (d *document) expression(n *unstable.Node, base int) {
	path, starts := keyPath(n, base)
	if len(path) > deepest {
		d.fail(starts[0], change.UnknownKey, clip(strings.Join(path[:deepest], ".")+"."))
		end := d.lineEnd(starts[len(starts)-1])
		if n.Kind == unstable.KeyValue {
			end = base + int(n.Raw.Offset+n.Raw.Length)
		} else {
			d.current, d.detached = &table{at: starts[0]}, true
		}
		d.patch(span{d.lineStart(starts[0]), end}, "")
		return
	}
	if n.Kind == unstable.KeyValue && depth(n.Value(), deepest) > deepest {
		d.fail(starts[0], change.TooDeep)
		d.patch(span{base + int(n.Raw.Offset), base + int(n.Raw.Offset+n.Raw.Length)}, "")
		d.current.faulty = true
		return
	}
	switch n.Kind {
	case unstable.Table, unstable.ArrayTable:
		end := d.lineEnd(starts[len(starts)-1])
		d.header(path, n.Kind == unstable.ArrayTable, span{d.lineStart(starts[0]), end})
	case unstable.KeyValue:
		whole := span{base + int(n.Raw.Offset), base + int(n.Raw.Offset+n.Raw.Length)}
		if !d.keyValue(d.current, path, starts, n, base, whole) || d.detached {
			d.patch(whole, "")
		}
	}
}

// depth returns how many lists and tables a value has within one another, counted up
// to one more than most.
func depth(n *unstable.Node, most int) int {
	within := 0
	switch n.Kind {
	case unstable.KeyValue:
		return depth(n.Value(), most)
	case unstable.Array, unstable.InlineTable:
		for it := n.Children(); most > 0 && it.Next(); {
			within = max(within, depth(it.Node(), most-1))
		}
		return within + 1
	}
	return 0
}

func keyPath(n *unstable.Node, base int) (path []string, starts []int) {
	for it := n.Key(); it.Next(); {
		path = append(path, string(it.Node().Data))
		starts = append(starts, base+int(it.Node().Raw.Offset))
	}
	return path, starts
}

// header opens the table of a line such as [[change]] or [columns.item].
func (d *document) header(path []string, many bool, line span) {
	d.last = nil
	at := line.start + len(d.text[line.start:line.end]) - len(bytes.TrimLeft(d.text[line.start:line.end], " \t"))
	if len(path) == 1 && path[0] == d.keys.list && !many {
		d.fail(at, change.SingleBracket)
		d.patch(line, "[["+path[0]+"]]")
		many = true
	}
	t := d.root
	for i, name := range path {
		v, last := t.values[name], i == len(path)-1
		switch {
		case v == nil:
			v = &value{kind: tables, key: at, at: span{at, line.end}}
			v.tables, v.many = []*table{{at: at, open: last}}, many && last
			t.set(name, v)
		case v.kind != tables, v.inline, last && many != v.many, last && !many && v.tables[0].open:
			d.duplicate(at, name, v)
			d.patch(line, "")
			d.current, d.detached = &table{at: at}, true
			return
		case last && many:
			v.tables = append(v.tables, &table{at: at, open: true})
		case last:
			v.tables[0].open = true
		}
		t = v.tables[len(v.tables)-1]
	}
	d.current, d.detached = t, false
}

func (d *document) duplicate(at int, name string, first *value) {
	n, _ := d.line(first.key)
	d.fail(at, change.DuplicateKey, name, strconv.Itoa(n))
}

// keyValue adds a key and its value to t, and reports whether there was room
// for it.
func (d *document) keyValue(t *table, path []string, starts []int, n *unstable.Node, base int, whole span) bool {
	for i, name := range path[:len(path)-1] {
		v := t.values[name]
		if v == nil {
			v = &value{kind: tables, key: starts[i], at: span{starts[i], whole.end}, tables: []*table{{at: starts[i]}}}
			t.set(name, v)
		} else if v.kind != tables || v.inline {
			d.duplicate(starts[i], name, v)
			return false
		}
		t = v.tables[len(v.tables)-1]
	}
	name, key := path[len(path)-1], starts[len(starts)-1]
	if first := t.values[name]; first != nil {
		d.duplicate(key, name, first)
		return false
	}
	at := span{d.valueStart(key), whole.end}
	v := d.value(n.Value(), base, at)
	v.key = key
	t.set(name, v)
	d.last = v
	return true
}

// valueStart finds the value after the key that begins at a byte.
func (d *document) valueStart(key int) int {
	i := key
	switch quote := d.text[i]; quote {
	case '"', '\'':
		for i++; i < len(d.text) && d.text[i] != quote; i++ {
			if d.text[i] == '\\' && quote == '"' {
				i++
			}
		}
	}
	for i < len(d.text) && d.text[i] != '=' {
		i++
	}
	for i++; i < len(d.text) && (d.text[i] == ' ' || d.text[i] == '\t'); i++ {
	}
	return min(i, len(d.text))
}

// value reads the shape of a value that stands at a span. Dates and numbers
// beyond the calendar or the machine are reported here, and kept from the
// decoder.
func (d *document) value(n *unstable.Node, base int, at span) *value {
	if n.Kind != unstable.Array && n.Kind != unstable.InlineTable {
		at = span{base + int(n.Raw.Offset), base + int(n.Raw.Offset+n.Raw.Length)}
	}
	v := &value{at: at}
	raw := string(d.text[at.start:min(at.end, at.start+40)])
	switch n.Kind {
	case unstable.String:
		v.kind = words
	case unstable.Bool:
		v.kind = truth
	case unstable.Integer:
		v.kind = number
		if _, err := strconv.ParseInt(strings.TrimPrefix(raw, "+"), 0, 64); err != nil {
			d.refuse(v, change.NumberRange, raw)
		}
	case unstable.Float:
		v.kind = number
		f, err := strconv.ParseFloat(strings.ReplaceAll(raw, "_", ""), 64)
		if err != nil || f-f != 0 {
			d.refuse(v, change.NumberRange, raw)
		}
	case unstable.LocalDate:
		v.kind = day
		d.checkDay(v, raw)
	case unstable.DateTime, unstable.LocalDateTime, unstable.LocalTime:
		d.refuse(v, change.DateTime, raw)
	case unstable.Array:
		v.kind = list
		for it := n.Children(); it.Next(); {
			e := it.Node()
			where := at // an inner list has no place of its own
			if e.Kind == unstable.InlineTable {
				where.start = base + int(e.Raw.Offset)
			}
			v.list = append(v.list, d.value(e, base, where))
		}
	case unstable.InlineTable:
		v.kind, v.inline = tables, true
		t := &table{at: at.start}
		for it := n.Children(); it.Next(); {
			kv := it.Node()
			path, starts := keyPath(kv, base)
			whole := span{base + int(kv.Raw.Offset), base + int(kv.Raw.Offset+kv.Raw.Length)}
			if !d.keyValue(t, path, starts, kv, base, whole) {
				d.patch(whole, "")
			}
		}
		v.tables = []*table{t}
	}
	return v
}

// checkDay reports a date that is not written 2024-01-05, or that no calendar
// has.
func (d *document) checkDay(v *value, raw string) {
	if _, err := time.Parse(time.DateOnly, raw); err == nil {
		if raw[:4] == "0000" {
			d.refuse(v, change.ImpossibleDay, raw)
		}
		return
	}
	digits := strings.ReplaceAll(raw, "-", "")
	if len(raw) == 10 && raw[4] == '-' && raw[7] == '-' && len(digits) == 8 && strings.Trim(digits, "0123456789") == "" {
		d.refuse(v, change.ImpossibleDay, raw)
		return
	}
	d.refuse(v, change.DateForm, raw)
}

// refuse reports a scalar that the decoder must not see.
func (d *document) refuse(v *value, k change.Kind, values ...string) {
	d.fail(v.at.start, k, values...)
	d.patch(v.at, "0")
	v.kind = unread
}

// lineStart and lineEnd are the ends of the line that has a byte.
func (d *document) lineStart(offset int) int {
	return bytes.LastIndexByte(d.text[:offset], '\n') + 1
}

func (d *document) lineEnd(offset int) int {
	if n := bytes.IndexByte(d.text[offset:], '\n'); n >= 0 {
		return offset + n
	}
	return len(d.text)
}
