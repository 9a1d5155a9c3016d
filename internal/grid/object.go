package grid

// An Object is what lies over the cells of a sheet, or is attached to one: a text
// box, a picture, a comment. Excel shows it, and no cell holds it.
type Object struct {
	Kind ObjectKind
	At   Range  // the cells it covers, or is attached to; zero if it has no cell
	Text string // that it shows, paragraphs parted by line feeds; may be empty

	// State is what it shows besides: of a picture or a chart a digest, of a form control
	// whether it is checked.
	State string
}

// An ObjectKind says what an object is.
type ObjectKind int

const (
	Shape    ObjectKind = iota // a shape (図形), or a text box
	Line                       // a line or an arrow, which may strike out what it lies over
	Picture                    // a picture (図)
	Chart                      // a chart (グラフ)
	Diagram                    // SmartArt
	Control                    // a form control: a check box, a button
	Embedded                   // a document of another program, or an ActiveX control
	Note                       // a comment (メモ, before 2019 コメント)
	Thread                     // a comment with answers (コメント)
	Unread                     // a part that holds objects and can't be read
)

var objectNames = [...]string{"shape", "line", "picture", "chart", "diagram", "control", "embedded", "note", "thread", "unread"}

// String returns the kind's name in JSON.
func (k ObjectKind) String() string { return objectNames[k] }
