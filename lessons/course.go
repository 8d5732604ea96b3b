package lessons

// Course is a folder of lessons.
type Course struct {
	Title    string // "" where the folder has no course.md
	Goal     string
	HTML     string // introduction
	Chapters []Chapter
	Lessons  []Lesson // in the order of the chapters
	// Drill is the lesson with the id "drill", whose tasks are drawn at random and
	// each begin in a fresh world; nil where there is none.
	Drill *Lesson
}

// Chapter is a group of lessons, those whose Chapter is its ID.
type Chapter struct{ ID, Title string }
