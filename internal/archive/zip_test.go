package archive

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"betten/internal/disk"

	"golang.org/x/text/encoding/japanese"
)

var errAlgorithm, errFormat = zip.ErrAlgorithm, zip.ErrFormat

// A member is a file of a zip that a test makes. Its name is written as given, without the flag
// for UTF-8. If no content is given, the content is the name.
type member struct {
	name, data string
	edit       func(h *zip.FileHeader) // of a finished header
}

func zipBytes(t testing.TB, members ...member) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, m := range members {
		if m.data == "" {
			m.data = strings.ReplaceAll(m.name, `\`, "/")
		}
		var packed bytes.Buffer
		f, _ := flate.NewWriter(&packed, flate.BestCompression)
		f.Write([]byte(m.data))
		f.Close()
		h := &zip.FileHeader{
			Name: m.name, Method: zip.Deflate, CRC32: crc32.ChecksumIEEE([]byte(m.data)),
			CompressedSize64: uint64(packed.Len()), UncompressedSize64: uint64(len(m.data)),
		}
		if m.edit != nil {
			m.edit(h)
		}
		inside, err := w.CreateRaw(h)
		if err != nil {
			t.Fatal(err)
		}
		inside.Write(packed.Bytes())
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func makeZip(t *testing.T, path string, members ...member) {
	t.Helper()
	write(t, path, string(zipBytes(t, members...)))
}

func shiftJIS(t testing.TB, s string) string {
	t.Helper()
	raw, err := japanese.ShiftJIS.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func withFlag(flag uint16) func(h *zip.FileHeader) {
	return func(h *zip.FileHeader) { h.Flags |= flag }
}

// withUnicodePath adds Info-ZIP's field, made for a name.
func withUnicodePath(path, madeFor string) func(h *zip.FileHeader) {
	return func(h *zip.FileHeader) {
		field := binary.LittleEndian.AppendUint16(nil, 0x7075)
		field = binary.LittleEndian.AppendUint16(field, uint16(5+len(path)))
		field = binary.LittleEndian.AppendUint32(append(field, 1), crc32.ChecksumIEEE([]byte(madeFor)))
		h.Extra = append(append([]byte{1, 0, 1, 0, 0}, field...), path...)
	}
}

func foundInZip(t *testing.T, members ...member) []string {
	t.Helper()
	dir := t.TempDir()
	makeZip(t, filepath.Join(dir, "a.ZIP"), members...)
	return found(t, dir, "", "a.ZIP")
}

func TestZipNamesAreReadAsTheyWereMeant(t *testing.T) {
	tests := []struct {
		name string
		m    member
		want string
	}{
		{"ASCII", member{name: "sub/a.toml"}, "sub/a.toml"},
		{"UTF-8 with its flag", member{name: "別添/表.toml", edit: withFlag(flagUTF8)}, "別添/表.toml"},
		{"UTF-8 without, as macOS writes it", member{name: "別添/表.toml"}, "別添/表.toml"},
		{"Shift_JIS with backslashes in kanji", member{name: shiftJIS(t, "表/ソ/能.toml")}, "表/ソ/能.toml"},
		{"Shift_JIS with backslashes between them", member{name: shiftJIS(t, `表\ソ\予算.toml`)}, "表/ソ/予算.toml"},
		{"Shift_JIS of one byte", member{name: shiftJIS(t, "ｶﾅ.toml")}, "ｶﾅ.toml"},
		{"Shift_JIS with what Windows added", member{name: shiftJIS(t, "①髙﨑.toml")}, "①髙﨑.toml"},
		{"a Unicode path", member{name: "??.toml", edit: withUnicodePath("表題.toml", "??.toml")}, "表題.toml"},
		{"a Unicode path of another name", member{name: "a.toml", edit: withUnicodePath("表題.toml", "??.toml")}, "a.toml"},
		{"a Unicode path that is none", member{name: "a.toml", edit: withUnicodePath("\xff.toml", "a.toml")}, "a.toml"},
		{"a path to be cleaned", member{name: ".//sub/./a.toml"}, "sub/a.toml"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			test.m.data = "data"
			checkFound(t, foundInZip(t, test.m), test.want+" = data")
		})
	}
}

func TestZipNamesThatAreUnsafeAreRefusedAndTheRestIsDone(t *testing.T) {
	for _, name := range []string{
		"../a.toml", "a/../../b.toml", "a/../b.toml", `..\a.toml`, `a\..\..\b.toml`, "/a.toml", `\a.toml`, "//host/share/a.toml",
		"C:/a.toml", `C:\a.toml`, "C:a.toml", "a.toml:stream.toml", "a\nb.toml", "a\x00.toml", "\u0085.toml",
		"a<b.toml", "a>b.toml", `a"b.toml`, "a|b.toml", "a?.toml", "a*.toml",
		"CON.toml", "con .toml", "sub/nul.tar.toml", "NUL/a.toml", "com1.toml", "LPT9.toml", "COM¹.toml", "CONIN$.toml", "conout$.toml",
		"sub./a.toml", "sub /a.toml", "sub.../a.toml",
	} {
		t.Run(name, func(t *testing.T) {
			shown := strings.ReplaceAll(name, `\`, "/")
			checkFound(t, foundInZip(t, member{name: name}, member{name: "good.toml"}),
				"good.toml = good.toml", "a.ZIP/"+shown+"! "+ErrUnsafeName.Error())
		})
	}
	for _, name := range []string{"console.toml", "COM0.toml", "COM10.toml", "a..b.toml", "LPT.toml", "新旧 対照.toml", "x.CON.toml"} {
		checkFound(t, foundInZip(t, member{name: name}), name+" = "+name)
	}
	t.Run("no text", func(t *testing.T) {
		for _, m := range []member{{name: "\x81\xff.toml"}, {name: "\x95\x5c.toml", edit: withFlag(flagUTF8)}} {
			got := foundInZip(t, m, member{name: "good.toml"})
			if len(got) != 2 || !strings.HasSuffix(got[1], ErrUnsafeName.Error()) {
				t.Errorf("%q", got)
			}
		}
	})
	t.Run("with the check of Go", func(t *testing.T) {
		t.Setenv("GODEBUG", "zipinsecurepath=0")
		checkFound(t, foundInZip(t, member{name: "../a.toml"}, member{name: `b\c.toml`}),
			"b/c.toml = b/c.toml", "a.ZIP/../a.toml! "+ErrUnsafeName.Error())
	})
}

func TestZipGivesOneFileOfAName(t *testing.T) {
	for _, second := range []string{"が.toml", "か\u3099.toml", "./が.toml", `.\が.toml`, "が.TOML"} {
		checkFound(t, foundInZip(t, member{name: "が.toml", data: "first"}, member{name: second, data: "second"}),
			"が.toml = first", "a.ZIP/"+strings.ReplaceAll(second, `\`, "/")+"! "+ErrSameName.Error())
	}
	checkFound(t, foundInZip(t, member{name: "Ａ/x.toml"}, member{name: "ａ/X.toml"}),
		"Ａ/x.toml = Ａ/x.toml", "a.ZIP/ａ/X.toml! "+ErrSameName.Error())
}

func TestZipHoldsWhatIsPassedOverOrRefused(t *testing.T) {
	checkFound(t, foundInZip(t,
		member{name: "sub/"},
		member{name: "../"},
		member{name: "readme.txt"},
		member{name: "../readme.txt"},
		member{name: "~$a.xlsx"},
		member{name: ".a.toml"},
		member{name: ".git/a.toml"},
		member{name: "__MACOSX/._a.toml"},
		member{name: "__MACOSX/a.toml"},
		member{name: "a.toml"},
		member{name: "sub/inner.zip"},
		member{name: "secret.toml", edit: withFlag(flagEncrypted)},
		member{name: "aes.toml", edit: func(h *zip.FileHeader) { h.Flags |= flagEncrypted; h.Method = 99 }},
		member{name: "lzma.toml", edit: func(h *zip.FileHeader) { h.Method = 14 }},
		member{name: "link.toml", edit: func(h *zip.FileHeader) { h.SetMode(fs.ModeSymlink | 0o777) }},
	),
		"a.toml = a.toml",
		"a.ZIP/sub/inner.zip! "+ErrNestedZip.Error(),
		"a.ZIP/secret.toml! "+ErrEncrypted.Error(),
		"a.ZIP/aes.toml! "+ErrEncrypted.Error(),
		"a.ZIP/lzma.toml! "+zip.ErrAlgorithm.Error(),
		"a.ZIP/link.toml! "+disk.ErrNotRegular.Error(),
	)
}

func TestZipThatLiesOfSizesIsNotReadPastTheLimit(t *testing.T) {
	bomb := strings.Repeat("\x00", 10<<20) // 10 KB in the zip
	checkFound(t, foundInZip(t,
		member{name: "honest.toml", data: bomb},
		member{name: "says-small.toml", data: bomb, edit: func(h *zip.FileHeader) { h.UncompressedSize64 = 10 }},
		member{name: "says-limit.toml", data: bomb, edit: func(h *zip.FileHeader) { h.UncompressedSize64 = 1000 }},
		member{name: "says-large.toml", data: "x", edit: func(h *zip.FileHeader) { h.UncompressedSize64 = 1 << 40 }},
		member{name: "says-more.toml", data: "x", edit: func(h *zip.FileHeader) { h.UncompressedSize64 = 2 }},
		member{name: "wrong-sum.toml", data: "x", edit: func(h *zip.FileHeader) { h.CRC32++ }},
		member{name: "good.toml", data: "good"},
	),
		"good.toml = good",
		"honest.toml = "+disk.ErrTooLarge.Error(),
		"says-large.toml = "+disk.ErrTooLarge.Error(),
		"says-limit.toml = "+zip.ErrFormat.Error(),
		"says-more.toml = "+zip.ErrFormat.Error(),
		"says-small.toml = "+zip.ErrFormat.Error(),
		"wrong-sum.toml = "+zip.ErrFormat.Error(),
	)
}

func TestZipThatIsBrokenIsRefused(t *testing.T) {
	dir := t.TempDir()
	whole := zipBytes(t, member{name: "a.toml"})
	write(t, filepath.Join(dir, "1.zip"), "")
	write(t, filepath.Join(dir, "2.zip"), "no zip")
	write(t, filepath.Join(dir, "3.zip"), string(whole[:len(whole)-10]))
	write(t, filepath.Join(dir, "4.zip"), strings.Replace(string(whole), "PK\x01\x02", "PK\x01\x00", 1))
	write(t, filepath.Join(dir, "book.xlsx"), string(whole)) // a zip by format, but a single file here
	got := found(t, dir, "", "*")
	want := []string{"book.xlsx = " + string(whole)}
	for i, err := range []error{zip.ErrFormat, ErrNotZip, zip.ErrFormat, zip.ErrFormat} {
		want = append(want, fmt.Sprintf("%d.zip! %s", i+1, err))
	}
	checkFound(t, got, want...)
}

func TestZipChangedWhenItOrItsFileDid(t *testing.T) {
	old := time.Local
	t.Cleanup(func() { time.Local = old })
	time.Local = time.FixedZone("JST", 9*60*60)
	day := func(d int) time.Time { return time.Date(2024, 4, d, 9, 0, 0, 0, time.Local) }
	dos := uint16((2024-1980)<<9 | 4<<5 | 10) // 10 April
	exact := []byte{0x55, 0x54, 5, 0, 1}
	exact = binary.LittleEndian.AppendUint32(exact, uint32(day(10).Unix()))
	for _, zipped := range []int{5, 15} {
		for _, extra := range [][]byte{nil, exact} {
			path := filepath.Join(t.TempDir(), "a.zip")
			makeZip(t, path, member{name: "a.toml", edit: func(h *zip.FileHeader) {
				//lint:ignore SA1019 these fields are what is tested
				h.ModifiedDate, h.ModifiedTime, h.Extra = dos, 9<<11, extra
			}})
			if err := os.Chtimes(path, day(zipped), day(zipped)); err != nil {
				t.Fatal(err)
			}
			sources, _, closeAll := Find([]string{path}, wanted, "")
			if want := day(max(zipped, 10)); len(sources) != 1 || !sources[0].Time.Equal(want) {
				t.Errorf("zip of the %dth, extra %t: %+v, want %v", zipped, extra != nil, sources, want)
			}
			closeAll()
		}
	}
}

func TestZipIsReadByManyAtOnceUntilItIsClosed(t *testing.T) {
	var members []member
	for i := range 20 {
		members = append(members, member{name: fmt.Sprintf("%02d.toml", i), data: strings.Repeat(fmt.Sprint(i), 5000)})
	}
	path := filepath.Join(t.TempDir(), "a.zip")
	makeZip(t, path, members...)
	sources, _, closeAll := Find([]string{path}, wanted, "")
	var all sync.WaitGroup
	for i := range 100 {
		all.Go(func() {
			m := members[i%len(members)]
			if data, err := sources[i%len(members)].Read(1 << 20); err != nil || string(data) != m.data {
				t.Errorf("%s: %d bytes, %v", m.name, len(data), err)
			}
		})
	}
	all.Wait()
	if err := closeAll(); err != nil {
		t.Error(err)
	}
	if data, err := sources[0].Read(1 << 20); err == nil {
		t.Errorf("after close: %d bytes", len(data))
	}
}
