package lessons

import "poplab/wasm/check"

// Task is something to do in the console.
type Task struct {
	Step
	Text     string   // HTML; may be ""
	Goals    []string // as check.ParseGoal reads them
	Fields   []Field  // questions that the learner answers in the page
	Hints    []string // three levels, HTML: idea, place, the line itself
	Solution []string // lines that meet every goal, as Replay plays them
	// Mistakes are wrong ways that a goal of their own recognises, in the order of
	// check.Task.Mistakes.
	Mistakes []Mistake
	// Refused are wrong ways that the goals of the task explain themselves.
	Refused []Mistake
}

// TaskText is what a console judges that has this task alone, as check.ParseTasks
// reads it.
func (t *Task) TaskText() string { return check.FormatTasks([]check.Task{t.judged()}) }

// judged is the task as a console judges it.
func (t *Task) judged() check.Task {
	task := check.Task{ID: t.ID, Goals: mustGoals(t.Goals)}
	for _, m := range t.Mistakes {
		task.Mistakes = append(task.Mistakes, mustGoals([]string{m.When})...)
	}
	return task
}

// Mistake is a wrong way through a task, and what the learner reads then.
type Mistake struct {
	When string   // goal that holds once it happened; "" in Refused
	Say  string   // HTML; in Refused plain text, a part of what an unmet goal says
	Run  []string // lines that make it, played behind the earlier tasks
	Line int      // in the file, for messages
}

// Field is a question with a short answer.
type Field struct {
	Name string // as goals name it
	Ask  string // label, plain text
	// Options makes it a choice; otherwise it is a short text.
	Options []string
}

// Predict asks what will happen. The learner locks a guess, then tries it: the
// step is done when its goals are met after that.
type Predict struct {
	Step
	Ask      string // HTML
	Options  []Option
	Goals    []string
	Hints    []string // HTML; none or three
	Solution []string // lines that meet the goals
}

// Gaps is a transcript with holes to fill in.
type Gaps struct {
	Step
	Text    string // HTML; may be ""
	Lines   []GapLine
	Reasons []Reason // why a wrong text is wrong
}

// GapLine is one line of a transcript with holes.
type GapLine struct {
	Side  string // "C", "S" or "L"
	Parts []GapPart
	Line  int // of the file, for messages
}

// GapPart is a text that is shown, or a hole.
type GapPart struct {
	Text string   // "" for a hole
	Fill []string // what fits a hole, the first as the transcript has it
}

// Reason explains why a text that somebody fills in is wrong.
type Reason struct {
	Fill string // plain text
	Say  string // HTML
}

// Order is a session whose lines of the client are to be put in order. It is
// graded by running it in a world of its own: any order that meets the goals is
// right.
type Order struct {
	Step
	Text     string    // HTML; may be ""
	Start    []string  // lines typed before the learner's, such as "telnet dewey 110"
	Lines    []string  // in a right order
	Decoys   []Decoy   // lines that do not belong there
	Goals    []string  // as check.ParseGoal reads them
	Mistakes []Mistake // wrong orders (Run) with their feedback; When is ""
}

// Decoy is a line that does not belong into an order.
type Decoy struct {
	Line string // plain text
	Why  string // HTML
}

// Spot is a transcript in which lines are wrong: which, and by which rule?
type Spot struct {
	Step
	Text    string // HTML; may be ""
	Literal bool   // the printed text of a source, which no server said
	Lines   []ReferenceLine
	Faults  []Fault
	Options []string // what may be wrong, HTML
}

// Fault is one wrong line.
type Fault struct {
	Line int    // in Spot.Lines, from 1
	Is   int    // index of the right one of Spot.Options
	Why  string // HTML
	Rule string // the rule that the annotator reports there, such as "R101"; or ""
	RFC  string // citation
}

// Claim is a sentence to judge.
type Claim struct {
	Step            // its ID is "claim-" and Name, its title is Says
	Name    string  // the number of the claim, such as "49", or a name
	Says    string  // HTML
	Source  string  // who says so, HTML; may be ""
	Verdict Verdict // what is true
	Why     string  // HTML
	RFC     []string
	World   string     // scenario of the session; "" means the standard world
	Session *Reference // that proves it; may be nil
}

// Verdict is what is to be said of a claim.
type Verdict string

// The verdicts, as lesson files write them.
const (
	Right    Verdict = "right"
	Half     Verdict = "half"     // true with a condition
	Outdated Verdict = "outdated" // was true
	Wrong    Verdict = "wrong"
)

// Deck draws claims for each learner from a file of the course.
type Deck struct {
	Step
	Text   string // HTML; may be ""
	From   string // name of the deck, such as "claims"
	Draw   int    // cards for each learner
	Pass   int    // right verdicts that are needed
	Claims []Claim
	File   string // of the claims, for messages
}

// Sort is a list of things to put into bins.
type Sort struct {
	Step
	Text  string   // HTML; may be ""
	Bins  []string // HTML
	Items []Item
}

// Item is one thing to sort.
type Item struct {
	Say string // HTML
	Bin int    // index of the right one of Sort.Bins
	Why string // HTML
}

// Quiz is a list of questions with one right answer each.
type Quiz struct {
	Questions []Question
	Line      int // of its fence in the file, for messages
}

// Question has its options in the order of the file.
type Question struct {
	Ask     string // HTML
	Options []Option
}

// Option is one answer and the reason why it is right or wrong.
type Option struct {
	Say   string // HTML
	Right bool
	Why   string // HTML
}

// Reference is a transcript with its notes, which the servers of the lesson's
// world say octet by octet.
type Reference struct {
	Lines []ReferenceLine
	Line  int // of its fence in the file, for messages
}

// ReferenceLine is one line of a reference transcript.
type ReferenceLine struct {
	Side string // "C", "S" or "L"
	Text string // without line end
	Note string // HTML: the author's, or else the annotator's
	RFC  string // citation
	Line int    // of the file, for messages
}

// Recording is a session with somebody else's server, of any protocol. It is
// shown with the mark "Replay", and never played.
type Recording struct {
	Title string // plain text
	Lines []ReferenceLine
	Line  int // of its fence in the file, for messages
}

// Recall is a list of cards that the drill asks between its tasks, again and again
// at growing intervals of days.
type Recall struct{ Cards []Card }

// Card is a question with a short answer.
type Card struct {
	Key     string   // what tells it from all other cards; what a browser remembers is kept under it
	Ask     string   // HTML
	Answers []string // plain text, any of them right
	Why     string   // HTML; may be ""
	From    string   // ID of the lesson that it is about
}
