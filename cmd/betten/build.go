package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"betten/internal/archive"
	"betten/internal/pdf"
	"betten/internal/xlsx"
)

// renderers make the outputs, each by its name, which is also its file's ending.
var renderers = map[string]func(io.Writer, *attachment) error{
	"xlsx": func(w io.Writer, a *attachment) error { return xlsx.Write(w, a.sheet) },
	"pdf":  func(w io.Writer, a *attachment) error { return pdf.Write(w, a.print) },
}

func newBuild() *cobra.Command {
	j, dir, formats := new(job), "", ""
	cmd := &cobra.Command{
		Use: "build ファイル…", Short: say.build, Long: say.buildLong,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return missingArgs(cmd)
			}
			kinds, err := splitFormats(formats)
			if err != nil {
				return err
			}
			if err := j.prepare(); err != nil {
				return err
			}
			return build(cmd, j, args, dir, kinds)
		},
	}
	j.addFlags(cmd)
	cmd.Flags().StringVarP(&dir, "out", "o", "", say.dirFlag)
	cmd.Flags().StringVar(&formats, "format", "xlsx,pdf", say.fileFormatFlag)
	return cmd
}

// addFlags adds the flags of every command that lays a file out.
func (j *job) addFlags(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.StringVar(&j.formName, "form", "", say.formFlag)
	flags.StringVar(&j.fontName, "font-name", "", say.fontNameFlag)
	flags.StringVar(&j.font, "font", "", say.fontFlag)
	flags.StringVar(&j.pdfFont, "pdf-font", "", say.pdfFontFlag)
	flags.BoolVar(&j.strict, "strict", false, say.strictFlag)
}

// splitFormats takes a list of outputs apart: in the order given, each once.
func splitFormats(list string) ([]string, error) {
	var kinds []string
	for kind := range strings.SplitSeq(list, ",") {
		kind = strings.ToLower(strings.TrimSpace(kind))
		if renderers[kind] == nil {
			return nil, unknownFormat(kind, "xlsx", "pdf")
		}
		if !slices.Contains(kinds, kind) {
			kinds = append(kinds, kind)
		}
	}
	return kinds, nil
}

// outputs returns the paths of the outputs of a file.
func outputs(file, dir string, kinds []string) []string {
	stem := file
	if ext := filepath.Ext(file); strings.EqualFold(ext, ".toml") {
		stem = strings.TrimSuffix(file, ext)
	}
	if dir != "" {
		stem = filepath.Join(dir, filepath.Base(stem))
	}
	paths := make([]string, len(kinds))
	for i, kind := range kinds {
		paths[i] = stem + "." + kind
	}
	return paths
}

// build makes the outputs of files, and tells of each in the order given.
func build(cmd *cobra.Command, j *job, files []string, dir string, kinds []string) error {
	from := make(map[string]string)
	for _, file := range files {
		first := outputs(file, dir, kinds)[0]
		key := strings.ToLower(filepath.Clean(first))
		if other, ok := from[key]; ok {
			return usageError{
				fmt.Sprintf("「%s」と「%s」から、同じ「%s」ができてしまいます。", other, file, first),
				"ファイルの名前を変えるか、別々に作ってください。",
			}
		}
		from[key] = file
	}
	type answer struct {
		*attachment
		err    error
		target string // that err is about
	}
	failed := false
	archive.Each(len(files), runtime.GOMAXPROCS(0), func(i int) answer {
		a := j.load(files[i], slices.Contains(kinds, "pdf"))
		if a.failed() {
			return answer{attachment: a}
		}
		target, err := a.write(outputs(files[i], dir, kinds), kinds)
		return answer{a, err, target}
	}, func(i int, a answer) {
		for _, p := range a.problems {
			printProblem(cmd.ErrOrStderr(), p)
		}
		switch {
		case a.attachment.failed():
			failed = true
			printTotal(cmd.ErrOrStderr(), files[i], a.problems, "何も作りませんでした。")
		case a.err != nil:
			failed = true
			message, hint := describeWriteError(a.err, a.target)
			printError(cmd.ErrOrStderr(), message, hint)
		default:
			for _, path := range outputs(files[i], dir, kinds) {
				fmt.Fprintf(cmd.OutOrStdout(), "作成しました: %s（%s）\n", path, a.size(path))
			}
		}
	})
	if failed {
		return errFailed
	}
	return nil
}

// write renders an attachment and writes all its outputs, or none, in a folder
// that is made if it is missing. Of an error it names the target.
func (a *attachment) write(paths, kinds []string) (target string, err error) {
	files := make([]archive.File, len(kinds))
	var g errgroup.Group
	for i, kind := range kinds {
		g.Go(func() error {
			var out bytes.Buffer
			if err := renderers[kind](&out, a); err != nil {
				return err
			}
			files[i] = archive.File{Path: paths[i], Data: out.Bytes()}
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		return paths[0], err
	}
	if err := os.MkdirAll(filepath.Dir(paths[0]), 0o777); err != nil {
		return filepath.Dir(paths[0]), err
	}
	return archive.Replace(files...)
}

// size says how long an output is.
func (a *attachment) size(path string) string {
	if strings.HasSuffix(path, ".pdf") {
		return fmt.Sprintf("%dページ", len(a.print.Pages))
	}
	return fmt.Sprintf("%d件、%d行", len(a.table.Entries), len(a.sheet.Rows))
}
