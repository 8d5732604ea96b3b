package main

import (
	"strings"
	"testing"
)

// Whoever opens the bridge to every server is told so, and what it means.
func TestAnyServerIsAnnounced(t *testing.T) {
	for _, args := range [][]string{nil, {"-allow-any-public"}} {
		text := startProgram(t, args...).text
		if told := strings.Contains(text, "\n  Any server   allowed: "); told != (args != nil) {
			t.Errorf("serve %v: %s", args, text)
		}
	}
}
