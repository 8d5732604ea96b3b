package check

import "poplab/wasm/transcript"

// saved judges the files of the learner's own program. There is one only where the
// world stands on a real port, and who runs that knows the files.
type saved string

func (user saved) judge(v *View, _ scope) Verdict {
	if v.Saved == nil {
		return unmet(-1, "your own program saves the mail of "+string(user)+"; serve this lesson on a real port for it")
	}
	return v.Saved(string(user))
}

func buildSaved(c captured) (judge, error) { return saved(c["USER"]).judge, nil }

// endsInCRLF judges that every line of the newest session ended as RFC 1939 section
// 3 asks for. The page ends lines itself; a program may forget.
func endsInCRLF(v *View, where scope) Verdict {
	list := v.in(where)
	if len(list) == 0 {
		return unmet(-1, where.nobody())
	}
	newest := list[len(list)-1]
	for i := range newest.Transcript.Entries {
		if e := &newest.Transcript.Entries[i]; e.Session == newest.number && e.Side == transcript.Client && e.End() == "LF" {
			return newest.unmet(i, newest.line(i)+" ended with LF alone, and a line of POP3 ends with CR LF (RFC 1939 section 3)")
		}
	}
	return met(-1, "every line ended with CR LF")
}

func buildCRLF(captured) (judge, error) { return endsInCRLF, nil }
