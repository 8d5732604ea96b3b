package forward

import (
	"context"
	"time"
)

// Announce tells every page that the bridge shuts down in a while. Nothing else
// changes yet.
func (b *Bridge) Announce(in time.Duration) {
	b.setDefaults()
	for _, s := range b.seats.list() {
		go s.event(event{Event: "drain", In: int(in.Seconds())})
	}
}

// Shutdown ends every session with close code 1001, spread over Spread, and waits
// until all are gone. When ctx ends first, it cuts what is left and gives the
// error of ctx.
func (b *Bridge) Shutdown(ctx context.Context) error {
	b.setDefaults()
	b.seats.drain()
	list := b.seats.list()
	for i, s := range list {
		time.AfterFunc(b.Spread*time.Duration(i)/time.Duration(len(list)), func() { s.end(shuttingDown) })
	}
	gone := make(chan struct{})
	go func() {
		b.seats.all.Wait()
		close(gone)
	}()
	select {
	case <-gone:
		return nil
	case <-ctx.Done():
	}
	for _, s := range b.seats.list() {
		s.cut()
	}
	return ctx.Err()
}
