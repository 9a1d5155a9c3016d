package pdf

import (
	"encoding/binary"
	"math"
	"unicode/utf16"

	"betten/internal/pdf/object"
)

// outputIntent adds the colour space of a file's colours (ISO 19005-2, 6.2.3), so that the black
// of the text and the grey of the heading are the same on every device.
func outputIntent(file *object.File) object.Dict {
	const name = "sRGB IEC61966-2.1"
	return object.Dict{
		"Type": object.Name("OutputIntent"), "S": object.Name("GTS_PDFA1"),
		"OutputConditionIdentifier": object.String(name), "Info": object.String(name),
		"DestOutputProfile": file.Add(&object.Stream{Dict: object.Dict{"N": 3}, Data: sRGB()}),
	}
}

// sRGB returns an ICC profile, version 4 (ISO 15076-1), of the sRGB colour space (IEC 61966-2-1),
// in 480 bytes. Its numbers come from the two standards.
func sRGB() []byte {
	curve := parametric(2.4, 1/1.055, 0.055/1.055, 1/12.92, 0.04045)
	tags := []struct {
		name string
		data []byte
	}{
		{"desc", localized("sRGB")},
		{"cprt", localized("CC0")},
		{"wtpt", xyz(0.9642, 1, 0.8249)},
		{"chad", fixed("sf32", 1.0478112, 0.0228866, -0.0501270, 0.0295424, 0.9904844, -0.0170491, -0.0092345, 0.0150436, 0.7521316)},
		{"rXYZ", xyz(0.4360747, 0.2225045, 0.0139322)},
		{"gXYZ", xyz(0.3850649, 0.7168786, 0.0971045)},
		{"bXYZ", xyz(0.1430804, 0.0606169, 0.7141733)},
		{"rTRC", curve}, {"gTRC", nil}, {"bTRC", nil}, // share the data of the tag before
	}
	b := make([]byte, 128, 480)
	put := func(at int, s string) { copy(b[at:], s) }
	binary.BigEndian.PutUint32(b[8:], 0x04200000) // version 4.2
	put(12, "mntrRGB XYZ ")
	binary.BigEndian.PutUint16(b[24:], 2015) // a date that never changes: October 5
	binary.BigEndian.PutUint16(b[26:], 10)
	binary.BigEndian.PutUint16(b[28:], 5)
	put(36, "acsp")
	copy(b[68:], fixed("", 0.9642, 1, 0.8249)) // the illuminant D50

	b = binary.BigEndian.AppendUint32(b, uint32(len(tags)))
	at, length := len(b)+12*len(tags), 0
	var data []byte
	for _, t := range tags {
		if t.data != nil {
			at, length = at+length, len(t.data)
			data = append(data, t.data...)
		}
		b = append(b, t.name...)
		b = binary.BigEndian.AppendUint32(b, uint32(at))
		b = binary.BigEndian.AppendUint32(b, uint32(length))
	}
	b = append(b, data...)
	binary.BigEndian.PutUint32(b, uint32(len(b)))
	return b
}

// fixed returns numbers in units of 1/65536, after the type of a tag if one is given.
func fixed(kind string, numbers ...float64) (b []byte) {
	if kind != "" {
		b = append(append(b, kind...), 0, 0, 0, 0)
	}
	for _, n := range numbers {
		b = binary.BigEndian.AppendUint32(b, uint32(int32(math.Round(n*65536))))
	}
	return b
}

func xyz(x, y, z float64) []byte { return fixed("XYZ ", x, y, z) }

// parametric returns a curve (aX+b)^g, which is cX below d.
func parametric(g, a, b, c, d float64) []byte {
	return append([]byte("para\x00\x00\x00\x00\x00\x03\x00\x00"), fixed("", g, a, b, c, d)...)
}

// localized returns a text in English.
func localized(s string) []byte {
	b := append([]byte("mluc\x00\x00\x00\x00\x00\x00\x00\x01\x00\x00\x00\x0CenUS"), 0, 0, 0, byte(2*len(s)), 0, 0, 0, 28)
	for _, u := range utf16.Encode([]rune(s)) {
		b = binary.BigEndian.AppendUint16(b, u)
	}
	return pad(b)
}
