package mailbox

import "io"

// CutMbox copies an mbox file from its beginning, without the marked ones of its parts,
// as MboxReader gave them; parts that marked has no entry for stay. What stays keeps its
// octets, and only where a part that had no blank line behind it gets another neighbour
// one is added, since the From_ line of that neighbour might not count without.
func CutMbox(w io.Writer, file io.Reader, parts []Part, marked []bool) error {
	last := -1 // of the parts that were written
	for i, part := range parts {
		if i < len(marked) && marked[i] {
			if _, err := io.CopyN(io.Discard, file, part.Length); err != nil {
				return err
			}
			continue
		}
		if last >= 0 && last < i-1 && !parts[last].parted {
			if _, err := w.Write([]byte("\n")); err != nil {
				return err
			}
		}
		if _, err := io.CopyN(w, file, part.Length); err != nil {
			return err
		}
		last = i
	}
	return nil
}
