package transcript

import (
	"bytes"
	"testing"
)

// perLine reports the time of one line; a round of the benchmark feeds lines.
func perLine(b *testing.B, lines int) {
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*lines), "ns/line")
}

func BenchmarkCommands(b *testing.B) {
	const exchanges = 5000
	command, reply := []byte("DELE 1234\r\n"), []byte("+OK message 1234 deleted\r\n")
	b.ReportAllocs()
	for b.Loop() {
		tr := play(login)
		for range exchanges {
			tr.Client(command)
			tr.Server(reply)
		}
	}
	perLine(b, 2*exchanges)
}

// A message of 1 MiB, in pieces as a socket gives them.
func BenchmarkMail(b *testing.B) {
	line := []byte("This line of mail has 64 octets, and the end of the line is CRLF.\r\n")
	lines := 1 << 20 / len(line)
	mail := bytes.Repeat(line, lines)
	b.SetBytes(int64(len(mail)))
	b.ReportAllocs()
	for b.Loop() {
		tr := play(login + "C: RETR 1\nS: +OK")
		for piece := range chunks(mail, 64<<10) {
			tr.Server(piece)
		}
	}
	perLine(b, lines)
}

func BenchmarkSealed(b *testing.B) {
	record := append([]byte{23, 3, 3, 0x40, 0x11}, make([]byte, 0x4011)...)
	records := bytes.Repeat(record, 64)
	b.SetBytes(int64(len(records)))
	b.ReportAllocs()
	for b.Loop() {
		tr := new(Transcript)
		for piece := range chunks(records, 64<<10) {
			tr.Server(piece)
		}
	}
}
