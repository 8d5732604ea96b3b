package forward

import (
	"encoding/binary"
	"net/netip"
	"testing"
	"testing/synctest"
	"time"
)

// One too many is told so, and takes its place when another leaves. Threat 25.
func TestLimits(t *testing.T) {
	server := newPOP3(t, greet)
	for _, tc := range []struct {
		change func(*Bridge)
		why    *refusal
	}{
		{func(b *Bridge) { b.MaxSessions = 2 }, refuseFull},
		{func(b *Bridge) { b.MaxPerAddress = 2 }, refuseCrowd},
	} {
		t.Run(tc.why.check, func(t *testing.T) {
			b := newBridge(t, server.Addr().String(), tc.change)
			b.connected(t)
			second := b.connected(t)
			b.open(t).ends(tryLater(tc.why.text))
			second.CloseNow()
			eventually(t, "two seats are free", func() bool { return b.taken() == 1 })
			b.connected(t)
		})
	}
}

// numbered gives as many addresses as you like.
func numbered(i int) netip.Addr {
	return netip.AddrFrom4([4]byte(binary.BigEndian.AppendUint32(nil, uint32(i))))
}

func newSeats(l limits) *seats {
	plenty := Rate{1e6, 1e6}.measure()
	if l.begun == (measure{}) {
		l.begun = plenty
	}
	if l.carried == (measure{}) {
		l.carried = plenty
	}
	return &seats{limits: l}
}

// So many that not even the reason can be told get an HTTP error; when those who
// were told are gone, there is room to tell others.
func TestSpareSeatsEnd(t *testing.T) {
	s := newSeats(limits{sessions: 1, perAddress: 1})
	var spare seat
	for i := range 1 + spareSeats {
		seat, no := s.take(numbered(i))
		if no != nil || (seat.no == refuseFull) != (i > 0) {
			t.Fatalf("%d: %+v, %v", i, seat, no)
		}
		spare = seat
	}
	if _, no := s.take(numbered(99)); no != refuseFull {
		t.Errorf("%+v", no)
	}
	s.free(spare)
	if seat, no := s.take(numbered(99)); no != nil || seat.no != refuseFull {
		t.Errorf("%+v, %+v", seat, no)
	}
}

// An address begins so many sessions at once, and then so many in a second; others
// do not feel it. Threat 25.
func TestBegins(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newSeats(limits{sessions: 1000, perAddress: 1000, begun: Rate{20, 64}.measure()})
		alice, bob := netip.MustParseAddr("2001:db8::1"), netip.MustParseAddr("2001:db8:0:1::1")
		begin := func(from netip.Addr, n int) (let int) {
			for range n {
				seat, _ := s.take(from)
				if seat.no == nil {
					let++
				}
				s.free(seat)
			}
			return let
		}
		if n := begin(alice, 100); n != 64 {
			t.Errorf("%d at once", n)
		}
		if n := begin(alice.Next(), 100); n != 0 {
			t.Errorf("%d from the next address of the same network", n)
		}
		if n := begin(bob, 100); n != 64 {
			t.Errorf("%d from another network", n)
		}
		time.Sleep(time.Second)
		if n := begin(alice, 100); n != 20 {
			t.Errorf("%d a second later", n)
		}
		time.Sleep(time.Hour)
		if n := begin(alice, 100); n != 64 {
			t.Errorf("%d an hour later", n)
		}
	})
}

// Octets count for an address by the hour, whoever there carries them. Threat 23.
func TestOctetsOfAnAddress(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newSeats(limits{sessions: 10, perAddress: 10, carried: perHour(3600)})
		one, _ := s.take(numbered(1))
		two, _ := s.take(numbered(1))
		other, _ := s.take(numbered(2))
		if !s.pay(one, 2000) || !s.pay(two, 1600) || s.pay(one, 1) || !s.pay(other, 3600) {
			t.Error("at first")
		}
		if seat, _ := s.take(numbered(1)); seat.no != refuseGreed {
			t.Errorf("another session: %+v", seat)
		}
		s.free(one)
		s.free(two)
		time.Sleep(time.Minute)
		again, _ := s.take(numbered(1))
		if !s.pay(again, 60) || s.pay(again, 1) {
			t.Error("a minute later")
		}
		time.Sleep(time.Hour)
		if !s.pay(again, 3000) || s.pay(again, 1000) || s.pay(again, 1) {
			t.Error("who asks for more than is left has nothing left")
		}
	})
}

// What is remembered of addresses has a bound.
func TestForget(t *testing.T) {
	s := newSeats(limits{sessions: 10, perAddress: 1, begun: Rate{1, 1}.measure()})
	kept, _ := s.take(numbered(0))
	for i := range maxClients + 1000 {
		seat, _ := s.take(numbered(i + 1))
		s.free(seat)
	}
	if n := len(s.clients); n > maxClients {
		t.Errorf("%d clients are remembered", n)
	}
	if seat, _ := s.take(kept.from); seat.no != refuseCrowd {
		t.Errorf("one that has a session was forgotten: %+v", seat)
	}
}

func TestSlots(t *testing.T) {
	if two, three := Slots(2), Slots(3); two < three || three < 1 {
		t.Errorf("%d and %d", two, three)
	}
}

// The limits that a Bridge has by itself are those of its documentation.
func TestOwnLimits(t *testing.T) {
	b := new(Bridge)
	b.setDefaults()
	if b.MaxSessions < 1 || b.MaxSessions > 10_000 || b.MaxSessions > Slots(2) {
		t.Errorf("%d sessions", b.MaxSessions)
	}
	if b.seats.begun != (Rate{20, 64}).measure() || b.seats.perAddress != 64 || b.MaxDown != 512<<20 || b.MaxUp != 1<<20 {
		t.Errorf("%+v", b)
	}
	if got := b.seats.carried.step * (4 << 30 / kib); got < int64(time.Hour)*99/100 || got > int64(time.Hour) {
		t.Errorf("4 GiB in %v", time.Duration(got))
	}
}
