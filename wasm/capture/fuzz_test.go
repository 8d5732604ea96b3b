package capture

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"poplab/wasm/transcript"
)

// FuzzRead: any octets give a log with entries, or a Problem.
func FuzzRead(f *testing.F) {
	names, _ := filepath.Glob("testdata/*.log")
	for _, name := range names {
		file, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(file)
	}
	f.Add([]byte(plain))
	f.Fuzz(func(t *testing.T, file []byte) {
		log, err := Read(file)
		var problem Problem
		switch {
		case err == nil && (log.Format == "" || len(log.Transcript.Entries) == 0):
			t.Error("a log of nothing")
		case err != nil && (!errors.As(err, &problem) || problem == ""):
			t.Errorf("error %#v", err)
		}
	})
}

// FuzzMarked: each side has said what the lines with its mark say, and nothing else.
func FuzzMarked(f *testing.F) {
	f.Add([]byte(plain), uint64(0xA5A5))
	f.Add([]byte("RETR 1\nA: b\n\n.\n+OK\n-ERR\n```\nC: QUIT\nL: closed"), uint64(5))
	f.Fuzz(func(t *testing.T, text []byte, whose uint64) {
		file, want := "S: +OK\nC: NOOP\n", map[transcript.Side]string{transcript.Server: "+OK\r\n", transcript.Client: "NOOP\r\n"}
		for n, line := range strings.Split(string(text), "\n") {
			if strings.ContainsAny(line, "\r\x00") || strings.HasPrefix(line, "<") {
				continue
			}
			side := transcript.Server
			if whose>>(n%64)&1 == 1 {
				side = transcript.Client
			}
			file += string(rune(side)) + ": " + line + "\n"
			want[side] += line + "\r\n"
		}
		if isBinary(file) {
			return
		}
		log, err := Read([]byte(file))
		if err != nil {
			t.Fatal(err)
		}
		for side, octets := range want {
			if got := said(log.Transcript, side); got != octets {
				t.Errorf("%c said %q, want %q", side, got, octets)
			}
		}
	})
}

// said are all octets of a side.
func said(t *transcript.Transcript, side transcript.Side) string {
	var all bytes.Buffer
	for _, e := range t.Entries {
		if e.Side == side {
			all.Write(e.Octets)
		}
	}
	return all.String()
}

// BenchmarkRead reads logs of 20 MB: one long message, as each program shows it.
func BenchmarkRead(b *testing.B) {
	line := strings.Repeat("A line of mail. ", 4)
	for name, parts := range map[string][3]string{
		"telnet": {"Connected to a.\n+OK\nRETR 1\n+OK\n\n", "", ".\nQUIT\n+OK\n"},
		"marked": {"S: +OK\nC: RETR 1\nS: +OK\nS:\n", "S: ", "S: .\nC: QUIT\nS: +OK\n"},
		"curl":   {"* Connected to a\n< +OK\n> RETR 1\n< +OK\n\n", "", "* Connection #0 left intact\n"},
		"poplib": {"*get* b'+OK\\r\\n'\n*put* b'RETR 1'\n*get* b'+OK\\r\\n'\n", "*get* b'", "*get* b'.\\r\\n'\n"},
	} {
		piece := parts[1] + line + "\n"
		if name == "poplib" {
			piece = parts[1] + line + "\\r\\n'\n"
		}
		file := []byte(parts[0] + strings.Repeat(piece, (MaxSize-1000)/len(piece)) + parts[2])
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(file)))
			for b.Loop() {
				if _, err := Read(file); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
