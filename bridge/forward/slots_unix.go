//go:build unix

package forward

import (
	"math"
	"syscall"
)

// descriptors is how many this program may have open. Go has raised the limit as
// far as it may when the program began.
func descriptors() int {
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit); err != nil {
		return 1024 // what a system without a word of its own has
	}
	return int(min(uint64(limit.Cur), math.MaxInt32))
}
