package pdf

import (
	"cmp"
	"strings"
	"time"

	"betten/internal/change"
	"betten/internal/layout"
	"betten/internal/pdf/object"
	"betten/internal/record"
)

// describe adds the document's title, author and language to a file.
func describe(file *object.File, p *layout.Print) error {
	root, err := file.Root()
	if err != nil {
		return err
	}
	info, err := file.Dict(file.Trailer["Info"])
	if err != nil {
		return err
	}
	day := date(p.Table)
	s := statement{
		title:   title(p),
		author:  p.Table.Organization,
		subject: p.Table.Assessment,
		creator: "betten", producer: "betten (fpdf)",
		at: time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, japan),
	}
	clear(info)
	info["Title"] = object.Text(s.title)
	if s.author != "" {
		info["Author"] = object.Text(s.author)
	}
	if s.subject != "" {
		info["Subject"] = object.Text(s.subject)
	}
	info["Creator"], info["Producer"] = object.Text(s.creator), object.Text(s.producer)
	at := object.String("D:" + s.at.Format("20060102150405") + "+09'00'")
	info["CreationDate"], info["ModDate"] = at, at

	root["OutputIntents"] = object.Array{outputIntent(file)}
	private, err := recordOf(p).Encode()
	if err != nil {
		return err
	}
	root["PieceInfo"] = object.Dict{"betten": object.Dict{
		"LastModified": at, "Private": file.Add(&object.Stream{Data: private}),
	}}

	delete(root, "Names") // it would be empty
	root["Lang"] = object.String(language)
	root["ViewerPreferences"] = object.Dict{"DisplayDocTitle": true} // ISO 14289-1, 7.1
	root["Metadata"] = file.Add(&object.Stream{
		Dict: object.Dict{"Type": object.Name("Metadata"), "Subtype": object.Name("XML")},
		Data: s.xmp(), Plain: true, // for programs that cannot read PDF
	})
	return nil
}

// title returns the title of a document: the office, the assessment and the kind of document.
func title(p *layout.Print) string {
	assessment := p.Table.Assessment
	words := []string{p.Table.Organization, assessment, cmp.Or(p.Form.Title, p.Form.Sheet, attachment)}
	if strings.HasPrefix(assessment, p.Table.Organization) {
		words = words[1:]
	}
	return strings.Join(strings.Fields(strings.Join(words, " ")), " ")
}

// recordOf returns the record with which a print is read back.
func recordOf(p *layout.Print) *record.Record {
	if len(p.Leaves) > 0 {
		return &record.Record{Kind: record.Review}
	}
	r := record.New(p.Rows, 1)
	r.NoteJoiners(p.Rows)
	return r
}

// attachment is the kind of a document whose form does not give one.
const attachment = "変更箇所"

// japan is the time zone of the days of a table.
var japan = time.FixedZone("JST", 9*60*60)

// noDate is used for a table without dates: the day the number law (番号法) came into force.
var noDate = time.Date(2015, 10, 5, 0, 0, 0, 0, time.UTC)

// date returns the day of a table: the latest day of a change. It is always the same for the
// same table.
func date(t *change.Table) time.Time {
	latest, _ := t.LatestDate()
	return cmp.Or(latest, noDate)
}
