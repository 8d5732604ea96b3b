package lessons

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"path"
	"strconv"
	"strings"
	"unicode/utf8"

	"poplab/wasm/mailbox"
	"poplab/wasm/sandbox"
)

// folder is where a lesson lies; it reads the files beside it.
type folder struct {
	fsys fs.FS
	path string
}

// maxFile is how large a lesson, or a file beside it, may be, in octets.
const maxFile = 1 << 20

// readMailbox reads the world of the lesson. Messages that lie in files of their own
// are put into it.
func (d *draft) readMailbox(f fence) {
	if d.lesson.Scenario != "" {
		f.add(place{f.line - 1, 1}, "a lesson has one mailbox block, and this is another; put all hosts and users into the first")
		return
	}
	w := d.expand(f)
	d.lesson.Scenario = w.text.String()
	if _, err := sandbox.ParseScenario(d.lesson.Scenario); err != nil {
		line, message := cutLine(err.Error())
		f.add(place{w.origin(line), 1}, "%s", message)
	}
}

// world is a scenario with its files put in, and where its lines come from.
type world struct {
	text  strings.Builder
	lines []int // of the file, for each line of text
}

func (w *world) add(line string, from int) {
	w.text.WriteString(line + "\n")
	w.lines = append(w.lines, from)
}

// origin is the line of the file that a line of the scenario comes from.
func (w *world) origin(line int) int {
	return w.lines[max(0, min(line, len(w.lines))-1)]
}

// message writes a message as the scenario has it: each line indented.
func (w *world) message(word string, octets []byte, from int) {
	w.add(word, from)
	for line := range strings.Lines(string(octets)) {
		w.add("  "+strings.TrimRight(line, "\r\n"), from)
	}
}

// expand replaces "message file NAME.eml", likewise "arrival", and "mbox NAME.mbox"
// by what is in the files.
func (d *draft) expand(f fence) *world {
	w := &world{}
	for _, line := range f.linesOf() {
		words := strings.Fields(line.string)
		indented := strings.HasPrefix(line.string, "  ")
		switch {
		case !indented && len(words) == 3 && words[1] == "file" && (words[0] == "message" || words[0] == "arrival"):
			if octets, ok := d.beside(words[2], line.at); ok {
				w.message(words[0], octets, line.at.line)
			}
		case !indented && len(words) > 0 && words[0] == "mbox":
			d.expandMbox(w, words[1:], line.at)
		default:
			w.add(line.string, line.at.line)
		}
	}
	if len(w.lines) == 0 {
		w.lines = []int{f.line}
	}
	return w
}

func (d *draft) expandMbox(w *world, names []string, at place) {
	if len(names) != 1 {
		d.add(at, "write \"mbox NAME.mbox\", the name of a file beside the lesson")
		return
	}
	octets, ok := d.beside(names[0], at)
	if !ok {
		return
	}
	list, err := mboxMessages(octets)
	if err == nil && len(list) == 0 {
		err = errors.New("no message is in it")
	}
	if err != nil {
		d.add(at, "%s is no mbox file: %v", names[0], err)
	}
	for _, m := range list {
		w.message("message", m, at.line)
	}
}

// mboxMessages are the messages of an mbox file.
func mboxMessages(file []byte) (list [][]byte, err error) {
	r := mailbox.NewMboxReader(bytes.NewReader(file))
	for {
		part, err := r.Next()
		if err == io.EOF {
			return list, nil
		}
		if err != nil {
			return nil, err
		}
		list = append(list, part.Octets)
	}
}

// beside reads a file that lies in the folder of the lesson.
func (d *draft) beside(name string, at place) ([]byte, bool) {
	if !fs.ValidPath(name) || name == "." || d.folder.fsys == nil {
		d.add(at, "%q is no file beside the lesson; write its name alone, such as lunch.eml", name)
		return nil, false
	}
	octets, err := fs.ReadFile(d.folder.fsys, path.Join(d.folder.path, name))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		d.add(at, "there is no file %s beside the lesson", name)
	case err != nil:
		d.add(at, "%s cannot be read: %v", name, err)
	case len(octets) > maxFile:
		d.add(at, "%s has %d octets and may have %d", name, len(octets), maxFile)
	case !isText(octets):
		d.add(at, "%s is not UTF-8 text; a lesson keeps messages as text, so encode the rest as mail does (base64, quoted-printable)", name)
	default:
		return octets, true
	}
	return nil, false
}

// isText says whether a file can stand in a page.
func isText(octets []byte) bool { return utf8.Valid(octets) && bytes.IndexByte(octets, 0) < 0 }

// cutLine parts "line 3: message" of a message without file.
func cutLine(message string) (line int, rest string) {
	number, rest, ok := strings.Cut(strings.TrimPrefix(message, "line "), ": ")
	if line, err := strconv.Atoi(number); ok && err == nil {
		return line, rest
	}
	return 1, message
}
