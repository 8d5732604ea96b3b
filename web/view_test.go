package web

import (
	"slices"
	"testing"
)

func TestBridgedTargets(t *testing.T) {
	v := frameView{}.bridged([]Target{
		{Name: "practice", Address: "127.0.0.1:1110", Near: true, TLS: "starttls"},
		{Name: "campus", Address: "[2001:db8::1]:110", Mask: true},
	})
	want := []targetView{
		{Name: "practice", Host: "127.0.0.1", Port: "1110", Mask: "false", Near: "true", TLS: "starttls"},
		{Name: "campus", Host: "2001:db8::1", Port: "110", Mask: "true", Near: "false"},
	}
	if !slices.Equal(v.Targets, want) {
		t.Errorf("targets are %+v, want %+v", v.Targets, want)
	}
}
