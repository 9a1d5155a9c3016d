package pdf

import (
	"cmp"
	"strings"
	"time"

	"betten/internal/change"
	"betten/internal/layout"
	"betten/internal/pdf/object"
)

// describe says in a file what the document is: its title, author and language.
func describe(file *object.File, p *layout.Print) error {
	root, err := file.Root()
	if err != nil {
		return err
	}
	delete(root, "Names") // of nothing
	root["Lang"] = object.String("ja-JP")
	root["ViewerPreferences"] = object.Dict{"DisplayDocTitle": true}

	at := object.String("D:" + date(p.Table).Format("20060102150405") + "+09'00'")
	info, err := file.Dict(file.Trailer["Info"])
	if err != nil {
		return err
	}
	clear(info)
	info["Creator"], info["Producer"] = object.String("betten"), object.String("betten (fpdf)")
	info["CreationDate"], info["ModDate"] = at, at
	for key, value := range map[object.Name]string{
		"Title":  strings.TrimSpace(p.Table.Assessment + " " + p.Form.Title),
		"Author": p.Table.Organization,
	} {
		if value != "" {
			info[key] = object.Text(value)
		}
	}
	return nil
}

// noDate stands for the date of a table without any: the day the number law
// (番号法) came into force.
var noDate = time.Date(2015, 10, 5, 0, 0, 0, 0, time.UTC)

// date returns the day a table is of, for the same table always the same: the
// latest day of a change.
func date(t *change.Table) time.Time {
	var latest time.Time
	for i := range t.Entries {
		d := t.Entries[i].Date
		if d.Text != "" {
			d.Day, _ = change.ReadDate(d.Text)
		}
		if d.Day.After(latest) {
			latest = d.Day
		}
	}
	return cmp.Or(latest, noDate)
}
