package pdf

import (
	"betten/internal/pdf/object"
)

// outline adds the bookmarks to a file (ISO 32000-1, 12.3.3), all of them open.
// fpdf's own have no titles above U+FFFF.
func (d *drawing) outline(file *object.File, pages []object.Ref) error {
	marks := d.p.Outline
	if len(marks) == 0 {
		return nil
	}
	root, err := file.Root()
	if err != nil {
		return err
	}
	top := object.Dict{"Type": object.Name("Outlines")}
	type item struct {
		ref  object.Ref
		dict object.Dict
	}
	above := []item{{file.Add(top), top}} // the last item of each level so far, below the top
	for _, m := range marks {
		dest, err := d.destination(m.Row, pages)
		if err != nil {
			return err
		}
		above = above[:min(max(m.Level, 0)+1, len(above))]
		parent := above[len(above)-1]
		this := object.Dict{"Title": object.Text(m.Title), "Parent": parent.ref, "Dest": dest}
		ref := file.Add(this)
		if before, ok := parent.dict["Last"].(object.Ref); ok {
			this["Prev"] = before
			file.Objects[before].(object.Dict)["Next"] = ref
		} else {
			parent.dict["First"] = ref
		}
		parent.dict["Last"] = ref
		for _, a := range above {
			count, _ := a.dict["Count"].(int)
			a.dict["Count"] = count + 1
		}
		above = append(above, item{ref, this})
	}
	root["Outlines"] = above[0].ref
	root["PageMode"] = object.Name("UseOutlines")
	return nil
}
