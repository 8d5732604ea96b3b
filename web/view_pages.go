package web

import (
	"strings"

	"poplab/lessons"
)

// homeView is the first page: a live session, and where to go from it.
type homeView struct {
	frameView
	Console consoleView
	Path    []stepView
	Drill   bool // there is one
}

// about says in a sentence what the site is.
var about = say("Learn the POP3 mail protocol by typing it: a POP3 server runs in this page, and every line of the session is explained.")

func viewHome(o Options) homeView {
	f := o.frame(homePath, say("Speak POP3"), about).withConsole("main.js")
	v := homeView{frameView: f, Console: f.sandbox("session", "dewey"), Path: steps(o.Course.Lessons), Drill: o.Course.Drill != nil}
	v.Console.Dial, v.Console.Focus = "true", true
	v.Speaking = homeSpeaking
	return v
}

// homeSpeaking are the modules that speak on the first page, which is kept small: those
// that it loads, and those that come when they are used.
var homeSpeaking = append([]string{"main.js", "tools.js", "finder.js", "save.js", "wire.js", "octets.js", "settings.js", "offline.js"}, consoleModules...)

// practiceView is the sandbox without a lesson.
type practiceView struct {
	frameView
	Console consoleView
	Users   []userView
	Drill   bool // there is one
}

// userView is an account to try, with the lines that log in.
type userView struct {
	Host, User, Secret string
	Lines              []string // typed one after another
}

func viewPractice(o Options) practiceView {
	f := o.frame(practicePath, say("Free practice"),
		say("A POP3 server in the page with three hosts and their users: type any command and read what each line means.")).withConsole("practice.js", "world.js", "keeper.js", "kept.js", "draw.js")
	f.Styles = []string{"drawer.css", "travel.css"}
	v := practiceView{f, f.sandbox("session", standardHosts...), sandboxUsers, o.Course.Drill != nil}
	v.Console.World, v.Console.Scenario = true, practiceWorld
	return v
}

// sandboxUsers are the accounts of the standard world. The digest belongs to the
// timestamp of the first connection, the example of RFC 1939 section 7.
var sandboxUsers = []userView{
	{"dewey 110", "mrose", "secret", []string{"telnet dewey 110", "USER mrose", "PASS secret"}},
	{"mailServer 110", "Harish", "vegetables", []string{"telnet mailServer 110", "USER Harish", "PASS vegetables"}},
	{"dbc.mtview.ca.us 110", "mrose", "tanstaaf", []string{"telnet dbc.mtview.ca.us 110", "APOP mrose c4c9334bac560ecc979e58001b3e22fb"}},
}

// bridgeView is the console for real servers.
type bridgeView struct {
	frameView
	Console consoleView
	Users   []userView // who may log in to the practice target out of the box
}

func (o Options) bridgeFrame() frameView {
	return o.frame(bridgePath, say("Real server"),
		say("The same console and the same notes on a real POP3 server: a bridge forwards what you type to TCP."))
}

// viewNoServer is the page of a site without a bridge.
func viewNoServer(o Options) frameView {
	f := o.bridgeFrame()
	f.Entry, f.Modules = "still.js", []string{"asset.js", "language.js"}
	return f
}

func viewBridge(o Options) bridgeView {
	f := o.bridgeFrame().withConsole("bridge.js", "call.js", "choice.js", "ticket.js", "closing.js", "reasons.js", "reconnect.js", "cipher.js", "secret.js", "silence.js", "latency.js", "via.js")
	f.Styles = []string{"travel.css", "bridge.css"}
	v := bridgeView{frameView: f, Console: f.bridged(o.Targets)}
	v.Console.AnyPublic = o.AnyPublic
	for _, t := range v.Console.Targets {
		if t.Mask == "false" {
			v.Users = append(v.Users, practiceUsers(t)...)
		}
	}
	return v
}

// practiceUsers are the accounts that the practice server has out of the box.
func practiceUsers(t targetView) []userView {
	return []userView{
		{t.Name, "mrose", "secret", []string{"USER mrose", "PASS secret"}},
		{t.Name, "Harish", "vegetables", []string{"USER Harish", "PASS vegetables"}},
	}
}

// pathView is the list of all lessons, by chapters.
type pathView struct {
	frameView
	Goal     string // "" where the course has no introduction
	Intro    string // HTML
	Chapters []courseChapter
	Drill    bool // there is one
}

// courseChapter is a part of the course. Lessons that belong to no chapter make one
// without a title.
type courseChapter struct {
	ID, Title string
	First     int // place of its first lesson in the course, from 1
	Steps     []stepView
}

func viewPath(o Options) pathView {
	f := o.frame(lessonsPath, say("Lessons"), say("All lessons of the course, in order, with what you have done."))
	f.Entry, f.Modules = "reading.js", []string{"backup.js", "progress.js", "asset.js", "language.js", "say.js"}
	return pathView{f, o.Course.Goal, o.Course.HTML, chapters(o.Course), o.Course.Drill != nil}
}

func chapters(c lessons.Course) []courseChapter {
	titles := map[string]string{}
	for _, chapter := range c.Chapters {
		titles[chapter.ID] = chapter.Title
	}
	var list []courseChapter
	for i, l := range c.Lessons {
		if i == 0 || l.Chapter != c.Lessons[i-1].Chapter {
			list = append(list, courseChapter{ID: l.Chapter, Title: titles[l.Chapter], First: i + 1})
		}
		last := &list[len(list)-1]
		last.Steps = append(last.Steps, stepOf(l))
	}
	return list
}

// stepView is a lesson as one step of the course.
type stepView struct {
	ID, Path, Title, Goal string
	Minutes               int
	Language              string // of its text; "" for that of the page
	Tasks                 string // their ids and versions, "id:version", parted by spaces
}

func steps(course []lessons.Lesson) []stepView {
	var list []stepView
	for _, l := range course {
		list = append(list, stepOf(l))
	}
	return list
}

func stepOf(l lessons.Lesson) stepView {
	var tasks []string
	for _, b := range l.Blocks {
		if s := b.Step(); s != nil {
			tasks = append(tasks, s.ID+":"+b.Version())
		}
	}
	return stepView{l.ID, lessonsPath + l.ID + "/", l.Title, l.Goal, l.Minutes, l.Language, strings.Join(tasks, " ")}
}

// problemView is the page of an HTTP error.
type problemView struct {
	frameView
	Heading, Text phrase
}

func viewProblem(o Options, title, text phrase) problemView {
	return problemView{o.frame("", title, text), title, text}
}

func viewLost(o Options) problemView {
	return viewProblem(o, say("No such page"),
		say("Nothing is at this address. The home page leads to the lessons and to free practice."))
}
