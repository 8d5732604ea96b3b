package grade

import (
	"bytes"
	"fmt"
	"slices"
)

// A file is a message as it was sent, octet for octet: lines end with CR LF, and the
// dots that the server put before lines are gone again (RFC 1939 section 3). What
// programs get wrong about this is always one of a few things, or several of them.
// Each is a step that can be taken on the right octets; where the wrong ones come
// out, the fault has a name.

// step spoils a message in one way.
type step struct {
	spoil func([]byte) []byte
	// says names the fault; message has the octets that were sent.
	says func(message []byte) string
}

func says(text string) func([]byte) string { return func([]byte) string { return text } }

// stages are taken one after the other; of each stage one step at most.
var stages = [][]step{
	{
		{stuffed, func(m []byte) string { return dotted(m, 1, 0, "un-stuff once, taking one dot off") }},
		{unstuffed, func(m []byte) string { return dotted(m, 0, 1, "un-stuff only once") }},
	},
	{
		{func(m []byte) []byte { return slices.Concat(m, []byte(".\r\n")) }, says("ends with the line \".\", which is the end of the reply and no part of the message")},
		{func(m []byte) []byte { return slices.Concat(m, []byte("\r\n")) }, says("has one line end too many behind its last line")},
		{func(m []byte) []byte { return bytes.TrimSuffix(m, []byte("\r\n")) }, says("lacks the CR LF of its last line")},
		{withoutLastLine, func(m []byte) string { return "lacks the last line, " + quoted(lastLine(m)) }},
	},
	{
		{func(m []byte) []byte { return slices.Concat([]byte("+OK\r\n"), m) }, says("begins with the status line, which is no part of the message")},
	},
	{
		{func(m []byte) []byte { return bytes.ReplaceAll(m, []byte("\r\n"), []byte("\n")) }, says("has LF where CR LF was sent: keep both octets, and open files in binary mode")},
		{func(m []byte) []byte { return bytes.ReplaceAll(m, []byte("\n"), []byte("\r\n")) }, says("has CR CR LF where CR LF was sent: open files in binary mode")},
	},
}

// difference names how a file differs from a message, if it can be named.
func difference(octets, message []byte) (faults []string, known bool) {
	octets = bareStatus(octets)
	if !alike(octets, message) {
		return nil, false
	}
	return follow(0, octets, message, message, nil)
}

// alike says whether all of a file stands in the message too, but for what steps put
// there: ends of lines, dots and a status line. Most files are not like most messages,
// which shows in their first lines and spares the steps.
func alike(octets, message []byte) bool {
	octets = bytes.TrimPrefix(octets, []byte("+OK"))
	for {
		octets, message = bytes.TrimLeft(octets, "\r\n."), bytes.TrimLeft(message, "\r\n.")
		if len(octets) == 0 || len(message) == 0 || octets[0] != message[0] {
			return len(octets) == 0
		}
		octets, message = octets[1:], message[1:]
	}
}

// follow takes the steps from a stage on and compares at the end.
func follow(stage int, octets, spoiled, message []byte, faults []string) ([]string, bool) {
	if stage == len(stages) {
		return faults, bytes.Equal(octets, spoiled)
	}
	if found, ok := follow(stage+1, octets, spoiled, message, faults); ok {
		return found, true
	}
	for _, s := range stages[stage] {
		next := s.spoil(spoiled)
		if bytes.Equal(next, spoiled) {
			continue
		}
		if found, ok := follow(stage+1, octets, next, message, append(faults[:len(faults):len(faults)], s.says(message))); ok {
			return found, true
		}
	}
	return nil, false
}

// bareStatus takes the words off a status line at the begin, which are the server's
// own.
func bareStatus(octets []byte) []byte {
	if !bytes.HasPrefix(octets, []byte("+OK")) {
		return octets
	}
	end := bytes.IndexByte(octets, '\n')
	if end < 0 {
		return octets
	}
	for end > 0 && octets[end-1] == '\r' {
		end--
	}
	return slices.Concat([]byte("+OK"), octets[end:])
}

// stuffed is the message as it is on the wire; unstuffed is what comes out where
// somebody takes dots off that the server did not put there.
func stuffed(m []byte) []byte {
	return eachLine(m, func(line []byte) []byte {
		if line[0] == '.' {
			return slices.Concat([]byte("."), line)
		}
		return line
	})
}

func unstuffed(m []byte) []byte {
	return eachLine(m, func(line []byte) []byte { return bytes.TrimPrefix(line, []byte(".")) })
}

func eachLine(m []byte, change func([]byte) []byte) (changed []byte) {
	for line := range bytes.Lines(m) {
		changed = append(changed, change(line)...)
	}
	return changed
}

// dotted shows the first line with a dot as it was sent and as it was saved: with
// dots before it, or less some.
func dotted(m []byte, more, less int, advice string) string {
	for line := range bytes.Lines(m) {
		if line[0] != '.' {
			continue
		}
		text := string(bytes.TrimRight(line, "\r\n"))
		saved := "."[:more] + text[less:]
		return fmt.Sprintf("has the line %s where %s was sent: %s", quoted(saved), quoted(text), advice)
	}
	return advice
}

func lastLine(m []byte) string {
	body := bytes.TrimSuffix(m, []byte("\r\n"))
	return string(body[bytes.LastIndexByte(body, '\n')+1:])
}

func withoutLastLine(m []byte) []byte {
	body := bytes.TrimSuffix(m, []byte("\r\n"))
	return body[:bytes.LastIndexByte(body, '\n')+1]
}

// quoted is a line for a sentence: short, and without control characters.
func quoted(line string) string {
	if runes := []rune(line); len(runes) > 60 {
		line = string(runes[:60]) + "..."
	}
	return fmt.Sprintf("%q", line)
}

// cutShort says whether a file is the beginning of a message, and nothing else.
func cutShort(octets, message []byte) bool {
	return len(octets) > 0 && len(octets) < len(message) && bytes.HasPrefix(message, octets)
}

// firstDifference tells where a file leaves the message that it resembles most.
func firstDifference(octets, message []byte) string {
	if cutShort(octets, message) {
		return ended(octets, message)
	}
	have, want := bytes.SplitAfter(octets, []byte("\n")), bytes.SplitAfter(message, []byte("\n"))
	i := 0
	for i < min(len(have), len(want)) && bytes.Equal(have[i], want[i]) {
		i++
	}
	return fmt.Sprintf("has %s in line %d where %s was sent", lineAt(have, i), i+1, lineAt(want, i))
}

func lineAt(lines [][]byte, i int) string {
	if i >= len(lines) || len(lines[i]) == 0 {
		return "nothing"
	}
	return quoted(string(lines[i]))
}

// ended tells of a file that is the beginning of its message. One that ends before a
// line with a lone dot took that line for the end, since it came as two dots.
func ended(octets, message []byte) string {
	if bytes.HasPrefix(message[len(octets):], []byte(".\r\n")) && bytes.HasSuffix(octets, []byte("\n")) {
		return "ends before a line \".\" of the message, which came as \"..\": look for the end of the reply first, then un-stuff"
	}
	return fmt.Sprintf("ends after %d of %d octets: only the line with a lone dot ends a message, "+
		"and what came before a break is thrown away and fetched again", len(octets), len(message))
}

// common is how many octets two texts have in common from the begin on.
func common(a, b []byte) (n int) {
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return n
}
