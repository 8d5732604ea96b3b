package check

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
