package main

import (
	"slices"

	"github.com/spf13/cobra"
)

func newBuild() *cobra.Command {
	j, dir, formats := new(job), "", ""
	into := &intoJob{job: j}
	cmd := &cobra.Command{
		Use: "build ファイル…", Short: say.build, Long: say.buildLong, Args: someFiles,
		RunE: func(cmd *cobra.Command, args []string) error {
			into.out = dir
			if err := into.checkInto(cmd, args); err != nil {
				return err
			}
			if j.review && !cmd.Flags().Changed("format") {
				formats = "pdf"
			}
			kinds, err := splitFormats("--format", formats, "xlsx", "pdf")
			if err != nil {
				return err
			}
			if j.review && !slices.Contains(kinds, "pdf") {
				kinds = append(kinds, "pdf") // what the committee reads is always made
			}
			if err := j.prepare(); err != nil {
				return err
			}
			if into.host != "" {
				return into.run(cmd, args[0])
			}
			wantPrint := slices.Contains(kinds, "pdf")
			return j.makeAll(cmd, args, dir, kinds, func(file string) []*attachment { return j.load(file, wantPrint) })
		},
	}
	j.addFlags(cmd)
	cmd.Flags().Lookup("sheet").Usage = say.buildSheetFlag
	cmd.Flags().StringVarP(&dir, "out", "o", "", say.buildOutFlag)
	cmd.Flags().StringVar(&formats, "format", "xlsx,pdf", say.fileFormatFlag)
	cmd.Flags().BoolVar(&j.review, "review", false, say.reviewFlag)
	cmd.Flags().BoolVar(&j.force, "force", false, say.forceFlag)
	into.addIntoFlags(cmd)
	return cmd
}
