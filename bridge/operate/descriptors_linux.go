package operate

import (
	"os"
	"syscall"
)

// countDescriptors gives how many descriptors are open, and how many may be.
func countDescriptors() (used, limit int) {
	var most syscall.Rlimit
	open, err := os.ReadDir("/proc/self/fd")
	if err != nil || syscall.Getrlimit(syscall.RLIMIT_NOFILE, &most) != nil {
		return 0, 0
	}
	return len(open), int(most.Cur)
}
