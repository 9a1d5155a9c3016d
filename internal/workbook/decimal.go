package workbook

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// whole shows a number in a section that has General in it: General"件".
func (s *section) whole(n float64) (string, bool) {
	var b strings.Builder
	for _, t := range s.tokens {
		switch t.kind {
		case generalToken:
			text := plain(math.Abs(n))
			if s.digits > 0 {
				if n != math.Trunc(n) || math.Abs(n) >= 1e16 {
					return "", false
				}
				text = numeral(int64(math.Abs(n)), s.digits)
			}
			b.WriteString(text)
		case literalToken:
			b.WriteString(t.text)
		case padToken:
		default:
			return "", false
		}
	}
	return minus(n, b.String()), true
}

func minus(n float64, text string) string {
	if n < 0 {
		return "-" + text
	}
	return text
}

// decimal shows a number in a section of digits: #,##0.00, 0%, 000-0000, 0.0E+00.
func (s *section) decimal(n float64) (string, bool) {
	p := parts(s.tokens)
	if !p.ok {
		return "", false
	}
	size := math.Abs(n) * math.Pow(100, float64(p.percents)) / math.Pow(1000, float64(p.thousands))
	power := 0
	if p.exponent >= 0 {
		size, power = p.scale(size)
	}
	if size >= 1e15 {
		return "", false // more digits than Excel has
	}
	digits, behind := rounded(size, p.places)
	if n < 0 && p.head+p.places > 0 && strings.Trim(digits+behind, "0") == "" {
		return "", false // programs differ on -0
	}
	var b strings.Builder
	b.WriteString(fill(s.tokens[:p.point], digits, p.grouped))
	rest := s.tokens[p.point:]
	if p.exponent >= 0 {
		rest = s.tokens[p.point:p.exponent]
	}
	decimals(&b, rest, behind)
	if p.exponent >= 0 {
		sign := strings.TrimPrefix(s.tokens[p.exponent].text[1:], "-")
		if power < 0 {
			sign = "-"
		}
		b.WriteString("E" + sign + fill(s.tokens[p.exponent+1:], strconv.Itoa(max(power, -power)), false))
	}
	text := b.String()
	if slices.ContainsFunc(s.tokens, func(t token) bool { return t.text == "?" }) {
		text = strings.Trim(text, " ") // blanks that place the digits
	}
	if s.digits > 0 {
		if strings.ContainsAny(text, ".,%") {
			return "", false
		}
		text = digitwise(text, s.digits)
	}
	return minus(n, text), true
}

// Parts are where the parts of a section of digits begin, and what scales its number.
type numberParts struct {
	ok        bool
	point     int // the decimal point; or the end of the digits before the exponent
	exponent  int // -1 for none
	places    int // digits behind the point
	head      int // digits before the point
	zeros     int // those of them that are 0
	grouped   bool
	thousands int // commas that divide by a thousand
	percents  int
}

func parts(tokens []token) numberParts {
	p := numberParts{ok: true, point: -1, exponent: -1}
	last, commas := -1, 0 // the last digit before the point, and the commas after it
	for i, t := range tokens {
		switch t.kind {
		case digitToken:
			switch {
			case p.exponent >= 0:
			case p.point >= 0:
				p.places++
			default:
				p.grouped = p.grouped || commas > 0
				last, commas = i, 0
				if p.head++; t.text == "0" {
					p.zeros++
				}
			}
			if commas > 0 && p.point >= 0 {
				p.ok = false
			}
		case pointToken:
			if p.point >= 0 || p.exponent >= 0 {
				p.ok = false
				continue
			}
			p.point = i
			p.thousands, commas = p.thousands+commas, 0
		case commaToken:
			if last >= 0 || p.places > 0 {
				commas++
			}
		case exponentToken:
			p.ok = p.ok && p.exponent < 0
			p.exponent = i
		case percentToken:
			p.percents++
		case literalToken, padToken:
		default:
			p.ok = false
		}
	}
	p.thousands += commas
	if p.point < 0 {
		p.point = len(tokens)
		if p.exponent >= 0 {
			p.point = p.exponent
		}
	}
	if p.exponent >= 0 && p.point > p.exponent {
		p.ok = false
	}
	return p
}

// scale returns a number as digits times a power of ten, which is a multiple of the
// digits before the point: 12.3E+3 in ##0.0E+0.
func (p *numberParts) scale(size float64) (float64, int) {
	if size == 0 {
		return 0, 0
	}
	step := max(p.head, 1)
	power := int(math.Floor(math.Log10(size)))
	power = int(math.Floor(float64(power)/float64(step))) * step
	if p.head == p.zeros {
		power = int(math.Floor(math.Log10(size))) - (step - 1) // 00E+0: two digits always
	}
	scaled := size / math.Pow10(power)
	// Rounding may add a digit: 9.96 is 1.0E+1.
	if whole, _ := rounded(scaled, p.places); len(whole) > step {
		power += step
		if p.head == p.zeros {
			power -= step - 1
		}
		scaled = size / math.Pow10(power)
	}
	return scaled, power
}

// rounded returns the digits of a number before and behind the point, rounded half
// up as Excel does, of the 15 digits that it has. A number below one has none before.
func rounded(size float64, places int) (before, behind string) {
	s := strconv.FormatFloat(size, 'e', 14, 64)
	mantissa, power, _ := strings.Cut(s, "e")
	e, _ := strconv.Atoi(power)
	digits := strings.Replace(mantissa, ".", "", 1)
	switch {
	case e < 0:
		digits = strings.Repeat("0", -e) + digits
		e = 0
	case e >= len(digits):
		digits += strings.Repeat("0", e-len(digits)+1)
	}
	end := e + 1 + places
	digits += strings.Repeat("0", max(0, end+1-len(digits)))
	kept := []byte(digits[:end])
	if digits[end] >= '5' {
		i := len(kept) - 1
		for ; i >= 0 && kept[i] == '9'; i-- {
			kept[i] = '0'
		}
		if i < 0 {
			kept = append([]byte{'1'}, kept...)
		} else {
			kept[i]++
		}
	}
	at := len(kept) - places
	return strings.TrimLeft(string(kept[:at]), "0"), string(kept[at:])
}

// fill puts digits into the places for them, from the right; the first place takes
// all that are left.
func fill(tokens []token, digits string, grouped bool) string {
	first := slices.IndexFunc(tokens, func(t token) bool { return t.kind == digitToken })
	var out []string
	set := 0
	put := func(digit string) {
		if grouped && set > 0 && set%3 == 0 {
			out = append(out, ",")
		}
		out = append(out, digit)
		set++
	}
	for i := len(tokens) - 1; i >= 0; i-- {
		t := tokens[i]
		switch t.kind {
		case digitToken:
			for more := true; more; {
				n := len(digits)
				switch {
				case n > 0:
					put(digits[n-1:])
					digits = digits[:n-1]
				case t.text == "0":
					put("0")
				case t.text == "?":
					out = append(out, " ")
				}
				more = i == first && len(digits) > 0
			}
		case literalToken, percentToken:
			out = append(out, t.text)
		}
	}
	slices.Reverse(out)
	return strings.Join(out, "")
}

// decimals writes the point and the digits after it.
func decimals(b *strings.Builder, tokens []token, digits string) {
	for _, t := range tokens {
		switch t.kind {
		case pointToken, literalToken, percentToken:
			b.WriteString(t.text)
		case digitToken:
			rest := digits
			digits = digits[1:]
			switch {
			case t.text == "0" || strings.Trim(rest, "0") != "":
				b.WriteByte(rest[0])
			case t.text == "?":
				b.WriteByte(' ')
			}
		}
	}
}

// fraction shows a number in a section such as # ?/?, # ??/??, ?/4.
func (s *section) fraction(n float64) (string, bool) {
	slash := slices.IndexFunc(s.tokens, func(t token) bool { return t.kind == slashToken })
	upper, lower := slash, slash+1
	for upper > 0 && s.tokens[upper-1].kind == digitToken {
		upper--
	}
	fixed := ""
	for lower < len(s.tokens) && (s.tokens[lower].kind == digitToken || fixed != "" || s.tokens[lower].text >= "1" && s.tokens[lower].text <= "9") {
		if t := s.tokens[lower]; t.kind == literalToken && (len(t.text) != 1 || t.text < "1" || t.text > "9") {
			break
		} else if t.kind == literalToken || fixed != "" && t.text == "0" {
			fixed += t.text
		}
		lower++
	}
	if upper == slash || lower == slash+1 || parts(s.tokens[:upper]).percents > 0 || s.digits > 0 {
		return "", false
	}
	for _, t := range slices.Concat(s.tokens[:upper], s.tokens[lower:]) {
		if t.kind != digitToken && t.kind != literalToken && t.kind != padToken {
			return "", false
		}
	}
	size := math.Abs(n)
	if size >= 1e9 {
		return "", false
	}
	mixed := slices.ContainsFunc(s.tokens[:upper], func(t token) bool { return t.kind == digitToken })
	whole := 0.0
	if mixed {
		whole, size = math.Modf(size)
	}
	var over, under int64
	if fixed != "" {
		under, _ = strconv.ParseInt(fixed, 10, 64)
		if under < 1 || under > 1e6 {
			return "", false
		}
		over = int64(math.Floor(size*float64(under) + 0.5))
	} else {
		over, under = nearest(size, int64(math.Pow10(min(lower-slash-1, 4)))-1)
	}
	if mixed && over == under {
		whole, over = whole+1, 0
	}
	digits := ""
	if whole > 0 || mixed && over == 0 {
		digits = strconv.FormatFloat(whole, 'f', 0, 64)
	}
	text := fill(s.tokens[:upper], digits, false)
	if !mixed || over > 0 {
		text += fill(s.tokens[upper:slash], strconv.FormatInt(over, 10), false) + "/" + strconv.FormatInt(under, 10)
	}
	for _, t := range s.tokens[lower:] {
		text += t.text
	}
	return minus(n, strings.Trim(text, " ")), true
}

// nearest returns the fraction that is nearest to a number, of those with no more than
// so much below.
func nearest(size float64, most int64) (over, under int64) {
	over, under = int64(math.Floor(size+0.5)), 1
	best := math.Abs(size - float64(over))
	for d := int64(2); d <= most; d++ {
		o := math.Floor(size*float64(d) + 0.5)
		if off := math.Abs(size - o/float64(d)); off < best-1e-12 {
			best, over, under = off, int64(o), d
		}
	}
	return over, under
}
