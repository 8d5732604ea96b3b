package check

import "poplab/wasm/transcript"

// saved judges the files of the learner's own program. There is one only where the
// world stands on a real port, and who runs that knows the files.
type saved string

func (user saved) judge(q *inquiry) *Verdict {
	if q.Saved == nil {
		return missing("your own program saves the mail of $; serve this lesson on a real port for it", string(user))
	}
	verdict := q.Saved(string(user))
	return &verdict
}

func buildSaved(c captured) (judger, error) { return saved(c["USER"]), nil }

// endsInCRLF judges that every line of the newest session ended as RFC 1939 section
// 3 asks for. The page ends lines itself; a program may forget.
type endsInCRLF struct{}

func (endsInCRLF) judge(q *inquiry) *Verdict {
	s := q.sessions[0]
	for i := range s.Transcript.Entries {
		if e := &s.Transcript.Entries[i]; e.Session == s.number && e.Side == transcript.Client && e.End() == "LF" {
			return s.unmet(i, "@ ended with LF alone, and a line of POP3 ends with CR LF (RFC 1939 section 3)")
		}
	}
	return holds("every line ended with CR LF")
}

func buildCRLF(captured) (judger, error) { return endsInCRLF{}, nil }
