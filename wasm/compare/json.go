package compare

import (
	"poplab/wasm/json"
	"poplab/wasm/pop3"
)

// AppendJSON appends an object with a comparison and nothing else.
func AppendJSON(b []byte, list []Exchange) []byte {
	w := json.Writer{Out: b}
	w.Open()
	w.List("exchanges", len(list), func(i int) { list[i].write(&w) })
	w.Close()
	return w.Out
}

func (x *Exchange) write(w *json.Writer) {
	w.Open()
	w.Text("command", x.Command)
	w.Text("verdict", x.Verdict.String())
	x.Theirs.write(w, "theirs")
	x.Ours.write(w, "ours")
	w.List("reasons", len(x.Reasons), func(i int) { x.Reasons[i].write(w) })
	w.Close()
}

func (r *Reply) write(w *json.Writer, name string) {
	w.Name(name)
	w.Open()
	w.List("lines", len(r.Lines), func(i int) { w.Out = json.AppendString(w.Out, r.Lines[i]) })
	w.Number("more", int64(r.More))
	w.Close()
}

func (r *Reason) write(w *json.Writer) {
	w.Open()
	w.Text("text", r.Text)
	w.Text("rule", r.Rule)
	w.Text("rfc", r.RFC)
	w.Text("url", pop3.CitationURL(r.RFC))
	w.Close()
}
