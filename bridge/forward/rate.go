package forward

import "time"

// rate says how often something may happen: step apart for ever, and so much at
// once that it would take depth.
type rate struct{ step, depth time.Duration }

// perSecond is a rate of n in a second, and of burst at once.
func perSecond(n, burst int) rate {
	step := time.Second / time.Duration(n)
	return rate{step, step * time.Duration(burst)}
}

// bucket is a token bucket, as the moment when it will be full again (Unix
// nanoseconds): whoever takes from it puts that moment off. Its zero value is full.
type bucket int64

// take takes n tokens, or none when there are not enough.
func (b *bucket) take(now int64, n int64, r rate) bool {
	full := max(int64(*b), now) + n*int64(r.step)
	if full-now > int64(r.depth) {
		return false
	}
	*b = bucket(full)
	return true
}

// full says whether a bucket need not be kept.
func (b bucket) full(now int64) bool { return int64(b) <= now }
