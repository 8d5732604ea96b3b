package web

// GradePath is the page of a lesson on real ports.
const GradePath = "/grade/"

// Graded is a lesson that is served on real ports. GradePath + "state" answers how
// it stands.
type Graded struct {
	Lesson, Learner string
	Files           string // the folder of the learner's program, or ""
	Users           []GradedUser
}

// GradedUser is an account to log in to.
type GradedUser struct {
	Host, POP3, TLS, POP3S  string // "-" where nothing listens
	User, Password, Trouble string
}

// gradeView shows what the learner's own program did.
type gradeView struct {
	frameView
	Graded
	LessonPath string
}

func viewGrade(o Options) gradeView {
	f := o.frame(GradePath, say("Your client, judged"),
		say("What your own POP3 client did on real ports: tasks, connections and notes, as it happens."))
	f.Entry, f.Modules, f.Styles = "grade.js", []string{"language.js", "say.js"}, []string{"grade.css"}
	return gradeView{f, *o.Graded, lessonsPath + o.Graded.Lesson + "/"}
}
