package capture

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"poplab/wasm/annotate"
	"poplab/wasm/export"
	"poplab/wasm/pcap"
	"poplab/wasm/transcript"
)

// dialogues are golden sessions that begin with a greeting and end with a whole line.
var dialogues = []string{
	"T1", "T2", "T3", "T4", "L1", "mail", "sasl", "qmail", "courier", "mistakes",
	"clients/mpop-delete", "clients/fetchmail-cram-md5", "clients/getmail-apop", "clients/curl-delete",
}

var ordinary = []string{
	"S: +OK dewey ready", "C: USER mrose", "S: +OK", "C: PASS secret", "S: +OK", "C: STAT", "S: +OK 1 8",
	"C: RETR 1", "S: +OK 8 octets", "S: A: b", "S: ", "S: .", "C: QUIT", "S: +OK bye",
}

// golden plays the sessions of a file of package annotate.
func golden(t testing.TB, name string) *transcript.Transcript {
	t.Helper()
	text, err := os.ReadFile("../annotate/testdata/" + name + ".txt")
	if err != nil {
		t.Fatal(err)
	}
	tr := new(transcript.Transcript)
	for line := range strings.Lines(string(text)) {
		verb, words, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		switch verb {
		case "--":
			tr.Open(words)
		case "close":
			tr.Close()
		case "C:":
			tr.Client([]byte(words + "\r\n"))
		case "S:":
			tr.Server([]byte(words + "\r\n"))
		}
	}
	return tr
}

// packets are the segments of a transcript.
func packets(t testing.TB, tr *transcript.Transcript) []pcap.Segment {
	t.Helper()
	var a annotate.Annotator
	s := export.Session{Transcript: tr, Notes: a.Next(tr), Exchange: -1}
	file, err := s.Save("pcap")
	if err != nil {
		t.Fatal(err)
	}
	return pcap.Read(file.Octets).Segments
}

// wire are the lines that were on the wire, one after the other, with all that was
// found out about them.
func wire(tr *transcript.Transcript) string {
	var b strings.Builder
	for _, e := range tr.Entries {
		if e.Side != transcript.Local {
			fmt.Fprintf(&b, "%d %c %s %d %v %d %q\n", e.Session, e.Side, e.Kind, e.Exchange, e.State, e.Offset, e.Octets)
		}
	}
	return b.String()
}

// local are the lines that were not.
func local(tr *transcript.Transcript) string {
	var b strings.Builder
	for _, e := range tr.Entries {
		if e.Side == transcript.Local {
			b.Write(append(e.Octets, '\n'))
		}
	}
	return b.String()
}

func readAll(t testing.TB, segments []pcap.Segment) *transcript.Transcript {
	t.Helper()
	log, err := Read(pcap.AppendPcap(nil, segments))
	if err != nil {
		t.Fatal(err)
	}
	return log.Transcript
}

// script is a session of lines that begin with "C: " or "S: ".
func script(lines ...string) *transcript.Transcript {
	tr := new(transcript.Transcript)
	tr.Open("dewey")
	for _, line := range lines {
		if octets := []byte(line[3:] + "\r\n"); line[0] == 'C' {
			tr.Client(octets)
		} else {
			tr.Server(octets)
		}
	}
	tr.Close()
	return tr
}

// without leaves out the segments whose payload begins like that.
func without(segments []pcap.Segment, begins ...string) []pcap.Segment {
	return slices.DeleteFunc(slices.Clone(segments), func(s pcap.Segment) bool {
		return slices.ContainsFunc(begins, func(b string) bool { return bytes.HasPrefix(s.Payload, []byte(b)) })
	})
}

// spoken is a connection to a port in which these were the first words.
func spoken(port uint16, client, server string) []pcap.Segment {
	a, b := pcap.IPv4(10, 0, 0, 1, 40000+port), pcap.IPv4(10, 0, 0, 2, port)
	return []pcap.Segment{
		{From: a, To: b, Seq: 1, Flags: pcap.SYN},
		{From: b, To: a, Seq: 5, Ack: 2, Flags: pcap.SYN | pcap.ACK},
		{From: b, To: a, Seq: 6, Ack: 2, Flags: pcap.ACK, Payload: []byte(server)},
		{From: a, To: b, Seq: 2, Ack: 6 + uint32(len(server)), Flags: pcap.ACK, Payload: []byte(client)},
	}
}
