package main

import (
	"errors"
	"fmt"

	"betten/internal/into"
)

// The texts about filling a table into an existing workbook. The rules are those of
// words.go.

// filledName distinguishes the filled workbook from the original.
const filledName = ".記入済み"

func intoMissing() error {
	return usageError{"書き込む評価書がありません。", "--append と --in-place は、--into 評価書.xlsx とともに使います。"}
}

func notWithInto(flag string) error {
	return usageError{
		fmt.Sprintf("--into と --%s は、いっしょに使えません。", flag),
		"--into では Excel だけを、シートの書式のまま作ります。PDF は --into を付けずに作ってください。",
	}
}

func inPlaceAndOut() error {
	return usageError{"-o と --in-place は、いっしょに使えません。", "評価書そのものを書き換えるときは、-o を消してください。"}
}

func otherEnding(out, ext string) error {
	return usageError{
		fmt.Sprintf("「%s」という名前では作れません。", out),
		fmt.Sprintf("評価書と同じ、%s で終わる名前にしてください。", ext),
	}
}

func overHost(path string) error {
	return usageError{
		fmt.Sprintf("「%s」は元の評価書なので、書き換えませんでした。", path),
		"-o には別の名前を書いてください。書き換えてよければ、-o の代わりに --in-place を付けてください。",
	}
}

// filledLine reports a workbook that was filled in.
func filledLine(path, sheet string, entries, rows int, behind bool) string {
	what := fmt.Sprintf("%d件、%d行", entries, rows)
	switch {
	case behind && entries == 0:
		what = "加える変更はありません"
	case behind:
		what += "を追加"
	}
	return fmt.Sprintf("作成しました: %s（シート「%s」、%s）\n", path, sheet, what)
}

// An intoError is the error of a workbook that could not be filled in for a reason that is
// neither in the table nor something an official could change.
type intoError struct {
	path string
	err  error
}

func (e intoError) Error() string { return e.path + ": " + e.err.Error() }
func (e intoError) Unwrap() error { return e.err }

// describeIntoError describes such an error.
func describeIntoError(e intoError) (message, hint string) {
	if errors.Is(e.err, into.ErrDamaged) {
		return fmt.Sprintf("「%s」に書き込んだところ、表の行のほかにも違いが出たので、取りやめました。元のファイルはそのままです。", e.path),
			"表だけの Excel ブックなら、--into を付けずに作れます。できれば、このファイルを betten を配った方にお知らせください。"
	}
	return fmt.Sprintf("「%s」のつくりを読み取れないため、書き込めませんでした。", e.path), "Excel で開き、名前を付けて保存し直してから、やり直してください。"
}
