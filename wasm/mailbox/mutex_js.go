package mailbox

// mutex does nothing: in the page everything happens in one goroutine.
type mutex struct{}

func (mutex) Lock()   {}
func (mutex) Unlock() {}
