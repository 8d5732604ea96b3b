//go:build !js

package mailbox

import "sync"

// A server has many sessions at a time.
type mutex = sync.Mutex
