package main

import (
	"strings"
	"testing"

	"poplab/bridge/forward"
)

func TestLimits(t *testing.T) {
	var list limits
	for _, s := range []string{"sessions=5", "address=6", "begins=100", "frames=1000", "up=7", "down=8", "hour=9", "passwords=10", "sessions=11"} {
		if err := list.Set(s); err != nil {
			t.Errorf("%s: %v", s, err)
		}
	}
	b := new(forward.Bridge)
	if err := list.apply(b, 11); err != nil {
		t.Error(err)
	}
	if b.MaxSessions != 11 || b.MaxPerAddress != 6 || b.MaxUp != 7*mib || b.MaxDown != 8*mib || b.MaxPerHour != 9*mib || b.MaxFailures != 10 ||
		b.Begins != (forward.Rate{PerSecond: 100, AtOnce: 300}) || b.Frames != (forward.Rate{PerSecond: 1000, AtOnce: 4000}) {
		t.Errorf("%+v", b)
	}
	if err := list.apply(b, 10); err == nil || !strings.Contains(err.Error(), "files for 10 sessions") {
		t.Errorf("more sessions than slots: %v", err)
	}
	if err := limits(nil).apply(b, 12); err != nil || b.MaxSessions != 12 {
		t.Errorf("%d sessions, %v", b.MaxSessions, err)
	}
	for s, want := range map[string]string{
		"": "want NAME=N", "session=5": "one of sessions, address,", "up": "up: want a number from 1", "up=0": "want a number from 1",
		"up=-1": "want a number from 1", "up=1e3": "want a number from 1", "up=1000000001": "to 1000000000",
	} {
		if err := list.Set(s); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", s, err, want)
		}
	}
}
