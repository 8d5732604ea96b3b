package export

import (
	"poplab/wasm/annotate"
	"poplab/wasm/json"
	"poplab/wasm/phrase"
	"poplab/wasm/transcript"
)

// Session is what is saved: every line that a transcript holds.
type Session struct {
	Transcript *transcript.Transcript
	Notes      []annotate.Note // one for each entry, made with the same Mask
	Host       string          // of the server; "" where nobody knows
	Mask       bool            // secrets stay out of the file
	Language   string          // of the notes, such as "en"
	Exchange   int             // whose message is wanted, for formats that save one; else -1
}

// File is a session as a file.
type File struct {
	Name   string // such as "poplab-dewey.md"
	Type   string // media type
	Octets []byte
}

// AppendJSON appends name and type of the file as a JSON object.
func (f File) AppendJSON(b []byte) []byte {
	w := json.Writer{Out: b}
	w.Open()
	w.Text("name", f.Name)
	w.Text("type", f.Type)
	w.Close()
	return w.Out
}

// Format is a way to write a session down.
type Format struct {
	Name      string // by which Save finds it
	Extension string // of the file, without the dot
	Type      string // media type
	One       bool   // it saves one message, that of Session.Exchange, and not the session
	write     func(s *Session) ([]byte, error)
}

// Formats are all formats there are, in the order in which the page offers them.
func Formats() []Format {
	return []Format{
		{Name: "markdown", Extension: "md", Type: "text/markdown; charset=utf-8", write: writeMarkdown},
		{Name: "html", Extension: "html", Type: "text/html; charset=utf-8", write: writeHTML},
		{Name: "text", Extension: "txt", Type: "text/plain; charset=utf-8", write: writeText},
		{Name: "cast", Extension: "cast", Type: "application/x-asciicast", write: writeCast},
		{Name: "pcap", Extension: "pcap", Type: "application/vnd.tcpdump.pcap", write: writePcap},
		{Name: "pcapng", Extension: "pcapng", Type: "application/octet-stream", write: writePcapng},
		{Name: "eml", Extension: "eml", Type: "message/rfc822", One: true, write: writeMail},
	}
}

// Problem is why a session cannot be saved: a sentence for the person who asked.
type Problem string

func (p Problem) Error() string { return phrase.Whole(string(p)) }

const (
	NoFormat Problem = "poplab has no such format."
	Empty    Problem = "Nothing was said yet, so there is nothing to save."
)

// Save writes the session in the format of that name. Its errors are of type
// Problem.
func (s *Session) Save(format string) (File, error) {
	if len(s.Transcript.Entries) == 0 {
		return File{}, Empty
	}
	for _, f := range Formats() {
		if f.Name == format {
			return s.save(&f)
		}
	}
	return File{}, NoFormat
}

func (s *Session) save(f *Format) (File, error) {
	octets, err := f.write(s)
	if err != nil {
		return File{}, err
	}
	name, host := []byte("poplab"), s.Host
	if f.One {
		host = s.Transcript.HostOf(s.Transcript.Exchanges[s.Exchange].Session)
	}
	if host != "" {
		name = appendName(append(name, '-'), host)
	}
	if f.One {
		name = appendName(append(name, '-'), s.message())
	}
	return File{string(name) + "." + f.Extension, f.Type, octets}, nil
}

// appendName appends a part of the name of a file. Only letters, digits, dots and
// hyphens stay, so that no file system takes offence.
func appendName(name []byte, part string) []byte {
	for i := range len(part) {
		switch c := part[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '.', c == '-':
			name = append(name, c)
		default:
			name = append(name, '_')
		}
	}
	return name
}
