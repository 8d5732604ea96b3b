package web

import (
	"slices"
	"testing"
)

func TestBridgedTargets(t *testing.T) {
	v := frameView{}.bridged([]Target{
		{Name: "practice", Address: "127.0.0.1:1110"},
		{Name: "campus", Address: "[2001:db8::1]:110", Mask: true},
	})
	want := []targetView{{"practice", "127.0.0.1", "1110", "false"}, {"campus", "2001:db8::1", "110", "true"}}
	if !slices.Equal(v.Targets, want) {
		t.Errorf("targets are %+v, want %+v", v.Targets, want)
	}
}
