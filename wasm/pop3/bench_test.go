package pop3_test

import (
	"bytes"
	"io"
	"testing"

	"poplab/wasm/mailbox"
	"poplab/wasm/pop3"
)

// BenchmarkRETR10MiB writes a message of 10 MiB in lines of 76 characters, every
// tenth of which begins with a dot.
func BenchmarkRETR10MiB(b *testing.B) {
	line := append(bytes.Repeat([]byte{'x'}, 76), '\n')
	paragraph := append(bytes.Repeat(line, 9), append([]byte{'.'}, line[1:]...)...)
	message := bytes.Repeat(paragraph, 10<<20/len(paragraph))
	s := session(b, mailbox.NewMaildrop(pop3.Message{Octets: message}))
	b.SetBytes(int64(len(message)))
	b.ReportAllocs()
	for b.Loop() {
		s.Feed([]byte("RETR 1\r\n"), func(r pop3.Reply) { r.WriteTo(io.Discard) })
	}
}

// BenchmarkCommands answers commands of one line.
func BenchmarkCommands(b *testing.B) {
	s := session(b, mailbox.NewMaildrop(sample(b, "m1"), sample(b, "m2")))
	lines := []byte("STAT\r\nLIST 1\r\nDELE 1\r\nRETR 1\r\nRSET\r\nNOOP\r\n")
	b.ReportAllocs()
	for b.Loop() {
		s.Feed(lines, func(r pop3.Reply) { r.WriteTo(io.Discard) })
	}
}
