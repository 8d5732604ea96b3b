package export

import (
	"bytes"
	"slices"

	"poplab/wasm/pcap"
)

// piece is a part of what a side writes at once: that of one segment.
type piece struct{ from, end int }

// cut parts octets into pieces that fit into segments. Each begins with a line, where
// one begins so near that the piece is at least half full.
//
// It cuts from the end, so that the odd octets go first and the last piece is not the
// short one. A dissector takes a message to be complete when it has seen as many octets
// as the status line said, and dot-stuffing and terminator come on top: if they were
// all that is in the last piece, they would be left over.
func cut(octets []byte) []piece {
	var list []piece
	for end := len(octets); end > 0; {
		from := begin(octets, end)
		list = append(list, piece{from, end})
		end = from
	}
	slices.Reverse(list)
	return list
}

// begin is where the piece before end begins.
func begin(octets []byte, end int) int {
	first := end - pcap.MSS
	if first <= 0 {
		return 0
	}
	for from := first - 1; ; {
		n := bytes.IndexByte(octets[from:end-pcap.MSS/2], '\n')
		if n < 0 {
			return within(octets, first)
		}
		if from += n + 1; !isReply(octets[from:]) {
			return from
		}
	}
}

// within is where a piece begins that has no good line to begin with: one octet later
// where it would begin with a line that looks like a reply.
func within(octets []byte, first int) int {
	if octets[first-1] == '\n' && isReply(octets[first:]) {
		return first + 1
	}
	return first
}

// isReply says whether a line looks like the beginning of a reply. A line of mail
// may, and at the beginning of a segment it would be taken for one.
func isReply(line []byte) bool {
	return bytes.HasPrefix(line, []byte("+OK")) || bytes.HasPrefix(line, []byte("-ERR"))
}
