// Package export writes a session down for other programs and for people: the
// transcript with its notes goes in, the octets of a file come out.
//
//	s := export.Session{Transcript: t, Notes: notes, Host: t.Host, Language: "en", Exchange: -1}
//	file, err := s.Save("markdown") // File{Name: "poplab-dewey.md", Type, Octets}
//
// The formats, in the order in which the page offers them:
//
//	markdown  the fence that lessons use, and a table of notes  markdown.go
//	html      a page for reading and for paper                  html.go
//	text      lines, and notes below them                       text.go
//	cast      what telnet showed, to be replayed (asciicast)    cast.go
//	pcap      packets, as a cable would have carried them       packets.go
//	pcapng    the same, with the notes as comments              packets.go
//	eml       the message that one RETR fetched                 mail.go
//
// All of them take what they show from the same few methods, so that they agree:
// line and marked give a line, fit for any screen and masked where Mask says so;
// called gives a note with the call for attention before it; title and facts give
// the head. Only those methods, and the one that fills packets, ask the transcript
// for the octets of a line: no secret can pass by. Mail is the exception, and is
// saved as it came. The words of a file are those of the language of its notes
// (words.go).
//
// What a line holds is anybody's: it came from a server, or was pasted. A format has
// to keep it text. So transcript.Visible has taken the control characters out before
// a line gets here, and each format escapes what it reads as more than text.
//
// To add a format:
//
//  1. Give it a row in Formats, and a line in the table above.
//  2. Write its function in a file of its own: Session in, octets out, or a Problem,
//     which is a sentence for the person who asked.
//  3. Read its files with somebody else's reader, over anyLines of the tests; the
//     tests of masking find it in the table by themselves. Then give it a name in
//     the page's menu (web/static/save.js), at the same place.
package export
