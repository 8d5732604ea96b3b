package pop3_test

import (
	"bytes"
	"io"
	"runtime"
	"strings"
	"testing"

	"poplab/wasm/mailbox"
	"poplab/wasm/pop3"
)

// An octet stream without an LF costs no memory, in a command and in the
// response to a challenge.
func TestEndlessLine(t *testing.T) {
	const mib = 1 << 20
	octets := bytes.Repeat([]byte("A"), mib)
	for _, begin := range []string{"", "AUTH PLAIN\r\n", "USER alice\r\nPASS "} {
		c, _ := newWorld(t)
		p := newPeer(t, c)
		p.send([]byte(begin))
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		for range 64 {
			p.send(octets)
		}
		runtime.ReadMemStats(&after)
		if took := after.TotalAlloc - before.TotalAlloc; took > mib/2 {
			t.Errorf("behind %q, 64 MiB without an end took %d KiB", begin, took>>10)
		}
		if replies := p.send([]byte("\n")); len(replies) != 1 || replies[0].ok {
			t.Errorf("behind %q, at last: %+v", begin, replies)
		}
	}
}

// A message of any number of lines costs the same few allocations.
func TestRETRAllocatesNothingPerLine(t *testing.T) {
	allocations := func(lines int) float64 {
		text := strings.Repeat("a line\n.a line with a dot\n", lines/2)
		s := session(t, mailbox.NewMaildrop(pop3.Message{Octets: []byte(text)}))
		return testing.AllocsPerRun(10, func() {
			s.Feed([]byte("RETR 1\r\n"), func(r pop3.Reply) { r.WriteTo(io.Discard) })
		})
	}
	if few, many := allocations(20), allocations(20_000); few != many || few > 20 {
		t.Errorf("RETR of 20 lines allocates %v times, of 20000 lines %v times", few, many)
	}
}
