//go:build !js

package mailbox

import (
	"runtime"
	"sync"
	"sync/atomic"
	"testing"

	"poplab/wasm/pop3"
)

// unlocked is a Source whose sessions are over at once. It lets others run while it
// opens.
type unlocked struct{}

func (unlocked) Open() (pop3.Maildrop, error) {
	runtime.Gosched()
	return NewMaildrop().Open()
}

// TestLoginDelayAmongMany: of all who log in to one name at once, one may, even if the
// maildrop is free again for each of them.
func TestLoginDelayAmongMany(t *testing.T) {
	for range 100 {
		second := 0
		a := NewAccounts(Account{Name: "a", Password: "p", Source: unlocked{}, LoginDelay: 60})
		a.Clock = at(&second)
		var wg sync.WaitGroup
		var in, tooSoon atomic.Int32
		for range 8 {
			wg.Go(func() {
				switch _, err := a.Login(pop3.Proof{Name: "a", Password: "p"}); err {
				case nil:
					in.Add(1)
				case pop3.ErrTooSoon:
					tooSoon.Add(1)
				}
			})
		}
		wg.Wait()
		if in.Load() != 1 || tooSoon.Load() != 7 {
			t.Fatalf("%d of 8 logged in, and %d were too soon", in.Load(), tooSoon.Load())
		}
	}
}
