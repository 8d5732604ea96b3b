package desk

import (
	"strings"
	"unicode/utf8"

	"poplab/wasm/json"
	"poplab/wasm/sandbox"
)

// AppendAround appends how the simulated world stands, as one JSON object: all that
// is to be seen there and that no POP3 server tells. Its texts are names, numbers and
// what mail says of itself; sentences are for the page to make. Before a real server
// all lists are empty.
func (d *Desk) AppendAround(b []byte) []byte {
	world := d.world
	if world == nil {
		world = new(sandbox.World)
	}
	w := writer{json.Writer{Out: b}}
	w.Open()
	drops, queue := world.Drops(), world.Queue()
	older, trips := world.Trips()
	w.List("maildrops", len(drops), func(i int) { w.drop(&drops[i]) })
	devices := world.Devices()
	w.List("devices", len(devices), func(i int) { w.device(&devices[i]) })
	w.Number("older", int64(older))
	w.List("trips", len(trips), func(i int) { w.trip(&trips[i]) })
	w.List("queue", len(queue), func(i int) { w.waiting(&queue[i]) })
	wire, sessions := world.Wire(), world.Sessions()
	w.List("wire", len(wire), func(i int) { w.piece(&wire[i]) })
	w.List("sessions", len(sessions), func(i int) { w.session(&sessions[i]) })
	w.Close()
	return w.Out
}

func (w *writer) drop(d *sandbox.DropView) {
	w.Open()
	w.Text("host", d.Host)
	w.Text("user", d.User)
	w.Number("octets", int64(d.Octets))
	w.Text("holder", d.Holder)
	w.Number("fresh", int64(d.Fresh))
	w.List("messages", len(d.Messages), func(i int) { w.message(&d.Messages[i]) })
	w.Close()
}

func (w *writer) message(m *sandbox.MessageView) {
	w.Open()
	w.Number("n", int64(m.Number))
	w.Number("octets", int64(m.Octets))
	w.Text("uid", m.UID)
	w.Text("from", m.From)
	w.Text("subject", m.Subject)
	w.Flag("marked", m.Marked)
	w.texts("fetched", m.Readers)
	w.Close()
}

func (w *writer) device(d *sandbox.DeviceView) {
	w.Open()
	w.Text("name", d.Name)
	w.Text("host", d.Host)
	w.Text("user", d.User)
	w.Text("mode", d.Mode)
	w.texts("modes", sandbox.Modes())
	w.Text("program", d.Program)
	w.Flag("cable", d.Cable)
	w.Text("said", d.Said)
	w.Number("checks", int64(d.Checks))
	w.List("store", len(d.Store), func(i int) { w.copied(&d.Store[i], d.There[i]) })
	w.Close()
}

func (w *writer) copied(c *sandbox.Copy, there bool) {
	w.Open()
	w.Text("uid", c.UID)
	w.Number("octets", int64(c.Octets))
	w.Text("subject", c.Subject)
	w.Flag("whole", c.Whole)
	w.Flag("there", there)
	w.Close()
}

func (w *writer) trip(t *sandbox.Trip) {
	w.Open()
	w.Number("mail", int64(t.Mail))
	w.Text("subject", t.Subject)
	w.Number("octets", int64(t.Octets))
	w.Text("leg", string(t.Leg))
	w.Text("by", t.By)
	w.Text("host", t.Host)
	w.Close()
}

func (w *writer) waiting(q *sandbox.QueueView) {
	w.Open()
	w.Text("from", q.From)
	w.Text("to", q.To)
	w.Number("octets", int64(q.Octets))
	w.Number("tries", int64(q.Tries))
	w.Number("next", q.Next)
	w.Close()
}

// piece shows the beginning of a piece as text, or in hexadecimal where it is none.
func (w *writer) piece(p *sandbox.Piece) {
	hex := p.Secure || strings.ContainsRune(cutText(p.Head), utf8.RuneError)
	w.Open()
	w.Text("window", p.Window)
	w.Text("side", string(rune(p.Side)))
	w.Number("at", p.At)
	w.Number("octets", int64(p.Octets))
	if hex {
		w.Text("head", hexadecimal(p.Head))
	} else {
		w.Text("head", cutText(p.Head))
	}
	w.Flag("hex", hex)
	w.Flag("secure", p.Secure)
	w.Close()
}

// cutText is the beginning of a text, without the part of a character at its end.
func cutText(octets []byte) string {
	for cut := 0; cut < utf8.UTFMax && cut < len(octets); cut++ {
		if text := octets[:len(octets)-cut]; utf8.Valid(text) {
			return string(text)
		}
	}
	return string(octets)
}

func (w *writer) session(s *sandbox.SessionView) {
	w.Open()
	w.Text("window", s.Window)
	w.Text("host", s.Host)
	w.Text("user", s.User)
	w.Text("state", s.State)
	w.Number("idle", int64(s.Idle))
	w.Flag("dead", s.Dead)
	w.Close()
}

// hexadecimal writes octets as pairs of digits.
func hexadecimal(octets []byte) string {
	var b []byte
	for _, o := range octets {
		b = append(b, hexDigits[o>>4], hexDigits[o&15], ' ')
	}
	return strings.TrimSuffix(string(b), " ")
}

const hexDigits = "0123456789ABCDEF"
