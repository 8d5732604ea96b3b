package practice

import (
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"

	"poplab/wasm/pop3/dialogue"
)

// TestDialogues plays the dialogues of the engine over TCP: what holds for the
// engine holds for the server.
func TestDialogues(t *testing.T) {
	files, err := filepath.Glob("../../wasm/pop3/testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no dialogues: %v", err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		cases, err := dialogue.Parse(filepath.Base(file), string(text))
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range cases {
			t.Run(c.Name, func(t *testing.T) { play(t, c) })
		}
	}
}

func play(t *testing.T, c dialogue.Case) {
	w, err := c.World()
	if err != nil {
		t.Fatal(err)
	}
	address := start(t, &Server{
		Accounts:  w.Accounts,
		Profile:   w.Profile,
		Timestamp: func() string { return w.Timestamp },
	})
	err = c.Run(w, func() (dialogue.Conn, error) { return dial(address) })
	if err != nil {
		t.Error(err)
	}
}

// dial connects with a deadline, so that a server that says nothing fails a test
// and does not hang it.
func dial(address string) (*net.TCPConn, error) {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return nil, err
	}
	return conn.(*net.TCPConn), conn.SetDeadline(time.Now().Add(5 * time.Second))
}
