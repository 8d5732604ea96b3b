package lessons

// Course is a folder of lessons.
type Course struct {
	Title    string // "" where the folder has no course.md
	Goal     string
	HTML     string // introduction
	Files    []File // to which the introduction leads
	Chapters []Chapter
	Lessons  []Lesson // in the order of the chapters
	// Drill is the lesson with the id "drill", whose tasks are drawn at random and
	// each begin in a fresh world; nil where there is none.
	Drill *Lesson
	// Decks are the files of claims; Draw and Pass belong to the blocks that draw.
	Decks []Deck
	// Translations are what there is of the course in other languages, by their short
	// form. In puts them in their places.
	Translations map[string]Course
}

// drillID is the id of the lesson that is a drill.
const drillID = "drill"

// Chapter is a group of lessons, those whose Chapter is its ID.
type Chapter struct{ ID, Title string }
