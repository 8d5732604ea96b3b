package transcript

// Delta is how many microseconds passed between the line before entry i and entry
// i itself; -1 where the two belong to different sessions, or nobody knows. A
// clock that was set back gives 0.
func (t *Transcript) Delta(i int) int64 {
	if i == 0 {
		return -1
	}
	e, before := &t.Entries[i], &t.Entries[i-1]
	if e.Session != before.Session || e.Time == 0 || before.Time == 0 {
		return -1
	}
	return max(0, e.Time-before.Time)
}
