package desk

import (
	"strconv"

	"poplab/wasm/check"
	"poplab/wasm/json"
	"poplab/wasm/pop3"
	"poplab/wasm/transcript"
)

// writer writes the parts of an answer.
type writer struct{ json.Writer }

// AppendJSON appends the answer as one JSON object.
func (a Answer) AppendJSON(b []byte) []byte {
	w := writer{json.Writer{Out: b}}
	w.Open()
	w.Text("state", a.State.String())
	w.Flag("fresh", a.Fresh)
	w.Text("host", a.Host)
	w.Text("format", a.Format)
	w.Number("sessions", int64(a.Sessions))
	w.Number("warnings", int64(a.Warnings))
	w.Number("errors", int64(a.Errors))
	w.Number("count", int64(a.Count))
	w.Text("last", a.Last.String())
	w.Flag("connected", a.Connected)
	w.Flag("clear", a.Clear)
	w.Flag("lacks", a.Lacks)
	w.Octets("send", a.Send)
	w.Text("stls", a.STLS.String())
	w.Flag("owes", a.Owes)
	w.texts("legal", a.Legal)
	w.rows(a.Rows)
	w.List("tasks", len(a.Tasks), func(i int) { w.task(&a.Tasks[i]) })
	w.Number("port", int64(a.Port))
	w.Flag("secure", a.Secure)
	w.Text("window", a.Window)
	w.texts("windows", a.Windows)
	w.Number("clock", a.Clock)
	w.texts("moves", a.Moves)
	w.facts(&a)
	w.Close()
	return w.Out
}

func (w *writer) texts(name string, list []string) {
	w.List(name, len(list), func(i int) { w.Out = json.AppendString(w.Out, list[i]) })
}

// facts writes them in their order, so that equal answers are equal texts.
func (w *writer) facts(a *Answer) {
	w.Name("facts")
	w.Open()
	for _, name := range a.factNames {
		w.Text(name, a.Facts[name])
	}
	w.Close()
}

// AppendRows appends an object with rows and nothing else.
func AppendRows(b []byte, rows []Row) []byte {
	w := writer{json.Writer{Out: b}}
	w.Open()
	w.rows(rows)
	w.Close()
	return w.Out
}

// AppendSides appends an object with the letters of Desk.Sides and nothing else.
func AppendSides(b, sides []byte) []byte {
	w := json.Writer{Out: b}
	w.Open()
	w.Octets("sides", sides)
	w.Close()
	return w.Out
}

// AppendSteps appends an object with steps, and how many of all were taken.
func AppendSteps(b []byte, taken int, steps []Step) []byte {
	w := writer{json.Writer{Out: b}}
	w.Open()
	w.Number("at", int64(taken))
	w.steps(steps)
	w.Close()
	return w.Out
}

// AppendPeek appends an object with what a script holds.
func AppendPeek(b []byte, scenario string, steps []Step) []byte {
	w := writer{json.Writer{Out: b}}
	w.Open()
	w.Text("scenario", scenario)
	w.steps(steps)
	w.Close()
	return w.Out
}

// AppendScript appends an object with a script and nothing else.
func AppendScript(b []byte, script string) []byte {
	w := json.Writer{Out: b}
	w.Open()
	w.Text("script", script)
	w.Close()
	return w.Out
}

func (w *writer) steps(steps []Step) {
	w.List("steps", len(steps), func(i int) {
		w.Open()
		w.Text("line", steps[i].Line)
		w.Flag("hangs", steps[i].Hangs)
		w.List("parts", len(steps[i].Parts), func(k int) {
			p := &steps[i].Parts[k]
			w.Open()
			w.Text("window", p.Window)
			w.Number("row", int64(p.Row))
			w.Number("rows", int64(p.Rows))
			w.Close()
		})
		w.Text("window", steps[i].Window)
		w.Close()
	})
}

// AppendJSON appends what was found.
func (f Found) AppendJSON(b []byte) []byte {
	w := json.Writer{Out: b}
	w.Open()
	w.Number("row", int64(f.Row))
	w.Number("nth", int64(f.Nth))
	w.Number("total", int64(f.Total))
	w.Close()
	return w.Out
}

// AppendFault appends an answer that says only what went wrong: "error" for
// wrong input, "fault" for a mistake of poplab's own.
func AppendFault(b []byte, kind, message string) []byte {
	w := json.Writer{Out: b}
	w.Open()
	w.Text(kind, message)
	w.Close()
	return w.Out
}

func (w *writer) rows(rows []Row) {
	w.List("rows", len(rows), func(i int) { w.row(&rows[i]) })
}

func (w *writer) row(r *Row) {
	w.Open()
	w.Number("i", int64(r.Index))
	w.Number("session", int64(r.Entry.Session))
	w.Number("exchange", int64(r.Entry.Exchange))
	w.Text("side", string(rune(r.Entry.Side)))
	w.Text("kind", r.Entry.Kind.String())
	w.Text("state", r.Entry.State.String())
	w.Text("text", r.Text)
	w.Text("note", r.Note.Text)
	w.Text("severity", r.Note.Severity.String())
	w.Text("rfc", r.Note.RFC)
	w.Text("url", pop3.CitationURL(r.Note.RFC))
	w.Text("rule", r.Note.Rule)
	if r.Entry.Side != transcript.Local {
		w.wire(r)
	}
	w.Close()
}

// wire writes what the wire carried.
func (w *writer) wire(r *Row) {
	w.Number("offset", int64(r.Entry.Offset))
	w.Number("size", int64(len(r.Entry.Octets)))
	w.Number("delta", r.Delta)
	w.Text("end", r.Entry.End())
	if r.Raw != nil {
		w.Octets("raw", r.Raw)
	}
	if r.Hides {
		w.Flag("hides", true)
	}
	if r.Entry.Stuffed() {
		w.Flag("stuffed", true)
	}
	if r.Entry.Sum > 0 {
		w.Number("sum", int64(r.Entry.Sum))
	}
}

func (w *writer) task(t *TaskState) {
	w.Open()
	w.Text("id", t.ID)
	w.Flag("done", t.Done())
	w.List("goals", len(t.Verdicts), func(i int) { w.verdict(&t.Verdicts[i]) })
	w.List("mistakes", len(t.Mistakes), func(i int) { w.Out = strconv.AppendInt(w.Out, int64(t.Mistakes[i]), 10) })
	w.Close()
}

func (w *writer) verdict(v *check.Verdict) {
	w.Open()
	w.Flag("met", v.Met)
	w.Number("row", int64(v.Entry))
	w.Text("window", v.Window)
	w.Text("said", v.Said)
	w.Close()
}
