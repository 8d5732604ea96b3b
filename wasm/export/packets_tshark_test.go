//go:build !js

package export

import (
	"bytes"
	"encoding/hex"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"poplab/wasm/capture"
	"poplab/wasm/transcript"
)

// tshark dissects a file with all checksums checked, and gives what it prints.
func tshark(t *testing.T, file File, arguments ...string) string {
	t.Helper()
	program, err := exec.LookPath("tshark")
	if err != nil && os.Getenv("CI") != "true" {
		t.Skip("tshark is not installed")
	}
	path := filepath.Join(t.TempDir(), file.Name)
	if err := os.WriteFile(path, file.Octets, 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(program, append([]string{"-n", "-r", path,
		"-o", "ip.check_checksum:TRUE", "-o", "tcp.check_checksum:TRUE"}, arguments...)...)
	var complaints bytes.Buffer
	cmd.Stderr = &complaints
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("tshark: %v\n%s", err, complaints.String())
	}
	return string(out)
}

// saved is the session as a file.
func saved(t *testing.T, s *Session, format string) File {
	t.Helper()
	file, err := s.Save(format)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// sound are the golden sessions that follow the rules, and those of real clients.
// All are played into one transcript, so that many connections stand in one file.
func sound(t *testing.T) *Session {
	names := []string{"T1", "T2", "T3", "T4", "mail", "sasl", "utf8", "qmail"}
	clients, err := filepath.Glob("../annotate/testdata/clients/*.txt")
	if err != nil || len(clients) == 0 {
		t.Fatalf("no sessions of clients: %v", err)
	}
	for _, path := range clients {
		names = append(names, "clients/"+strings.TrimSuffix(filepath.Base(path), ".txt"))
	}
	var script strings.Builder
	for _, name := range names {
		text, err := os.ReadFile("../annotate/testdata/" + name + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		script.Write(text)
	}
	return played(t, script.String())
}

// complaints is a filter for every packet that Wireshark has something to say
// against. It misses a number of octets where a server answers TOP without one, as
// RFC 1939 section 7 shows it, and that is not ours to change.
const complaints = "((_ws.expert.severity >= 0x600000 || _ws.malformed) && !pop.response.tot_len.invalid) || " +
	"tcp.analysis.flags || tcp.checksum.status != 1 || ip.checksum.status != 1 || !tcp"

func TestNoComplaints(t *testing.T) {
	for _, format := range []string{"pcap", "pcapng"} {
		file := saved(t, sound(t), format)
		if got := tshark(t, file, "-Y", complaints, "-T", "fields", "-e", "frame.number", "-e", "_ws.expert.message", "-e", "_ws.col.Info"); got != "" {
			t.Errorf("%s:\n%s", format, got)
		}
		if got := tshark(t, file, "-Y", "tcp.flags.fin == 1 && pop"); got != "" {
			t.Errorf("%s: FIN with data:\n%s", format, got)
		}
	}
}

// What was captured may be saved again, TLS included.
func TestCapturesAgain(t *testing.T) {
	names, _ := filepath.Glob("../capture/testdata/packets-*.pcap*")
	if len(names) == 0 {
		t.Fatal("no captures")
	}
	for _, name := range names {
		octets, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		log, err := capture.Read(octets)
		if err != nil {
			t.Fatal(err)
		}
		file := saved(t, sessionOf(log.Transcript, false), "pcapng")
		if got := tshark(t, file, "-Y", complaints); got != "" {
			t.Errorf("%s:\n%s", name, got)
		}
		sealed := strings.Contains(name, "stls")
		if got := tshark(t, file, "-Y", "tls.app_data"); (got != "") != sealed {
			t.Errorf("%s: TLS:\n%s", name, got)
		}
	}
}

// table are fields of the packets that a filter lets through, tab by tab.
func table(t *testing.T, file File, filter string, fields ...string) [][]string {
	t.Helper()
	arguments := []string{"-Y", filter, "-T", "fields", "-E", "separator=\x1f", "-E", "occurrence=f"}
	for _, f := range fields {
		arguments = append(arguments, "-e", f)
	}
	var rows [][]string
	for line := range strings.Lines(tshark(t, file, arguments...)) {
		rows = append(rows, strings.Split(strings.TrimSuffix(line, "\n"), "\x1f"))
	}
	return rows
}

// Every command and every status line is found, in the stream of its session.
func TestFields(t *testing.T) {
	s := sound(t)
	file := saved(t, s, "pcapng")
	requests := table(t, file, "pop.request", "tcp.stream", "pop.request.command", "pop.request.parameter")
	replies := table(t, file, "pop.response", "tcp.stream", "pop.response.indicator", "pop.response.description")
	for i, e := range s.Transcript.Entries {
		word, rest, _ := strings.Cut(s.Transcript.Text(i), " ")
		want := []string{strconv.Itoa(e.Session - 1), word, rest}
		isReply := word == "+OK" || word == "-ERR"
		switch {
		case e.Side == transcript.Client:
			requests = same(t, requests, want)
		case isReply && (e.Kind == transcript.Status || e.Kind == transcript.Greeting || e.Kind == transcript.Stray):
			replies = same(t, replies, want)
		}
	}
	if len(requests)+len(replies) > 0 {
		t.Errorf("left over: %q, %q", requests, replies)
	}
}

// same compares the first row, and gives those behind it.
func same(t *testing.T, rows [][]string, want []string) [][]string {
	t.Helper()
	if len(rows) == 0 {
		t.Fatalf("nothing is left for %q", want)
	}
	if got := strings.Join(rows[0], "|"); got != strings.Join(want, "|") {
		t.Errorf("got  %q\nwant %q", rows[0], want)
	}
	return rows[1:]
}

// The streams that Wireshark puts together are those of the transcript.
func TestFollowedStreams(t *testing.T) {
	s := sound(t)
	var arguments []string
	last := s.Transcript.Entries[len(s.Transcript.Entries)-1].Session
	for n := range last {
		arguments = append(arguments, "-z", "follow,tcp,raw,"+strconv.Itoa(n))
	}
	parts := strings.Split(tshark(t, saved(t, s, "pcap"), append(arguments, "-q")...), "Follow: tcp,raw")
	if len(parts) != last+1 {
		t.Fatalf("%d streams of %d", len(parts)-1, last)
	}
	for i, part := range parts[1:] {
		session := last - i // the last comes first
		client, server := followed(t, part)
		if client != said(s, session, transcript.Client) || server != said(s, session, transcript.Server) {
			t.Errorf("session %d: got %.90q and %.90q", session, client, server)
		}
	}
}

// followed parts what tshark prints of a stream: a line of hexadecimal digits for
// each segment, those of the server behind a tab.
func followed(t *testing.T, text string) (client, server string) {
	t.Helper()
	for line := range strings.Lines(text) {
		octets, err := hex.DecodeString(strings.TrimSpace(line))
		switch {
		case err != nil: // a heading
		case line[0] == '\t':
			server += string(octets)
		default:
			client += string(octets)
		}
	}
	return client, server
}

// said is what a side said in a session.
func said(s *Session, session int, side transcript.Side) string {
	var b strings.Builder
	for _, e := range s.Transcript.Entries {
		if e.Session == session && e.Side == side {
			b.Write(e.Octets)
		}
	}
	return b.String()
}

// letter is a message whose lines a server must stuff, or that looks like replies.
func letter(lines int) string {
	var b strings.Builder
	b.WriteString("Subject: letter " + strconv.Itoa(lines) + "\r\n\r\n")
	for n := range lines {
		b.WriteString([]string{
			"..\r\n", "+OK is what a server says, and -ERR\r\n", ".\r\n", "-ERR at the beginning\r\n",
			strings.Repeat("x", 900) + "\r\n", "\r\n", "the end.\r\n",
		}[n%7])
	}
	return b.String()
}

// retrieved is a session that fetches messages.
func retrieved(t *testing.T, messages ...string) *Session {
	s := played(t, "-- dewey\nS: +OK dewey ready\nC: USER mrose\nS: +OK\nC: PASS secret\nS: +OK")
	for n, m := range messages {
		s.Transcript.Client([]byte("RETR " + strconv.Itoa(n+1) + "\r\n"))
		stuffed := strings.ReplaceAll("\n"+m, "\n.", "\n..")[1:]
		s.Transcript.Server([]byte("+OK " + strconv.Itoa(len(m)) + " octets\r\n" + stuffed + ".\r\n"))
	}
	s.Transcript.Client([]byte("QUIT\r\n"))
	s.Transcript.Server([]byte("+OK\r\n"))
	return sessionOf(s.Transcript, false)
}

// Wireshark finds each message whole, however long it is. It leaves dot-stuffing and
// terminator in.
func TestExportedMail(t *testing.T) {
	messages := []string{letter(0), letter(3), letter(40), letter(9), letter(333)}
	dir := t.TempDir()
	file := saved(t, retrieved(t, messages...), "pcap")
	tshark(t, file, "-q", "--export-objects", "imf,"+dir)
	if got := tshark(t, file, "-Y", complaints); got != "" {
		t.Error(got)
	}
	names, _ := filepath.Glob(dir + "/*")
	if len(names) != len(messages) {
		t.Errorf("%d messages: %q", len(names), names)
	}
	for _, m := range messages {
		subject, _, _ := strings.Cut(strings.TrimPrefix(m, "Subject: "), "\r\n")
		got, err := os.ReadFile(filepath.Join(dir, subject+".eml"))
		if err != nil {
			t.Error(err)
		}
		if plain := unstuffed(string(got)); plain != m {
			t.Errorf("%s: %d octets, want %d", subject, len(plain), len(m))
		}
	}
}

// unstuffed is a multi-line reply as its reader takes it.
func unstuffed(reply string) string {
	var b strings.Builder
	for line := range strings.Lines(reply) {
		if line == ".\r\n" {
			break
		}
		b.WriteString(strings.TrimPrefix(line, "."))
	}
	return b.String()
}

// A listing is dissected with its status line as far as it fits, and no segment is a
// terminator alone.
func TestListings(t *testing.T) {
	var list strings.Builder
	for n := range 200 {
		list.WriteString("S: " + strconv.Itoa(n+1) + " 120\n")
	}
	file := saved(t, played(t, "-- dewey\nS: +OK\nC: CAPA\nS: +OK\nS: TOP\nS: UIDL\nS: .\n"+
		"C: PASS secret\nS: +OK\nC: LIST\nS: +OK 200 messages\n"+list.String()+"S: .\n"+
		"C: UIDL\nS: +OK\nS: 1 whqtswO00WBw418f9t5JxYwZ\nS: .\nC: QUIT\nS: +OK\n"), "pcap")
	got := tshark(t, file, "-Y", "pop.response.data", "-T", "fields", "-e", "pop.response.indicator", "-e", "pop.response.data")
	var shape []string
	for line := range strings.Lines(got) {
		indicator, lines, _ := strings.Cut(line, "\t") // tshark parts lines by a comma, and leaves them empty
		shape = append(shape, indicator+" "+strconv.Itoa(1+strings.Count(lines, ",")))
	}
	if got := strings.Join(shape, ", "); got != "+OK 3, +OK 31, +OK 2" {
		t.Errorf("got %s", got)
	}
	if got := tshark(t, file, "-Y", `tcp.payload == 2e:0d:0a || `+complaints); got != "" {
		t.Error(got)
	}
}

func TestComments(t *testing.T) {
	s := recorded(t, "T1")
	rows := table(t, saved(t, s, "pcapng"), "tcp.len > 0 || tcp.flags.syn == 1 || tcp.flags.fin == 1", "tcp.flags.str", "frame.comment")
	comments := map[string]int{}
	for _, row := range rows {
		comments[row[1]]++
	}
	for i, e := range s.Transcript.Entries {
		own := e.Kind == transcript.Request || e.Topic == transcript.Opened || e.Topic == transcript.ServerClosed
		if own && comments[s.note(i)] == 0 {
			t.Errorf("line %d: no packet says %q", i, s.note(i))
		}
	}
	if got := tshark(t, saved(t, s, "pcapng"), "-Y", "frame.comment contains \"1. \" && pop.response.data", "-T", "fields", "-e", "frame.comment"); got == "" {
		t.Error("the notes of a listing have no numbers")
	}
}

// What was inside TLS is POP3 to a dissector as well.
func TestInsideTLS(t *testing.T) {
	file := saved(t, played(t, `
		-- dewey
		S: +OK ready
		C: STLS
		S: +OK Begin TLS
		tls
		C: USER mrose
		S: +OK
		C: QUIT
		S: +OK bye
		close
		L server-closed: Connection closed.
	`), "pcapng")
	if got := tshark(t, file, "-Y", complaints); got != "" {
		t.Error(got)
	}
	var commands []string
	for _, row := range table(t, file, "pop.request", "tcp.stream", "pop.request.command") {
		commands = append(commands, strings.Join(row, " "))
	}
	if got := strings.Join(commands, ", "); got != "0 STLS, 1 USER, 1 QUIT" {
		t.Errorf("got %s", got)
	}
	comments := table(t, file, "tcp.flags.syn == 1 && tcp.flags.ack == 0 && tcp.stream == 1", "frame.comment")
	if len(comments) != 1 || !strings.Contains(comments[0][0], "a connection of its own") {
		t.Errorf("got %q", comments)
	}
}

// A session of SMTP goes to port 25, where Wireshark reads the same commands and
// codes, and has nothing to complain of.
func TestMailInPackets(t *testing.T) {
	s := recorded(t, "L10")
	file := saved(t, s, "pcapng")
	if got := tshark(t, file, "-Y", complaints); got != "" {
		t.Errorf("Wireshark complains:\n%s", got)
	}
	commands := table(t, file, "smtp.req.command && tcp.dstport == 25", "smtp.req.command")
	codes := table(t, file, "smtp.response.code && tcp.srcport == 25", "smtp.response.code")
	for _, x := range s.Transcript.Exchanges {
		if x.Code > 0 {
			codes = same(t, codes, []string{strconv.Itoa(x.Code)})
		}
		if x.Code > 0 && x.Keyword != "" && x.Keyword != "." {
			commands = same(t, commands, []string{x.Keyword})
		}
	}
	if len(commands)+len(codes) > 0 {
		t.Errorf("left over: %q, %q", commands, codes)
	}
}
