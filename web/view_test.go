package web

import (
	"slices"
	"testing"

	"poplab/lessons"
)

func TestScenarioHosts(t *testing.T) {
	for _, c := range []struct {
		scenario string
		want     []string
	}{
		{"", standardHosts},
		{"host dewey\nuser mrose secret\nmessage m1\n\nhost mailServer\nuser Harish vegetables\n", []string{"dewey", "mailServer"}},
		{"host dewey\nuser mrose secret\nmessage\n  host is a word of this message\n", []string{"dewey"}},
	} {
		if got := scenarioHosts(c.scenario); !slices.Equal(got, c.want) {
			t.Errorf("scenarioHosts(%q) = %q, want %q", c.scenario, got, c.want)
		}
	}
}

func TestTaskText(t *testing.T) {
	l := lessons.Lesson{Blocks: []lessons.Block{
		{HTML: "<p>text</p>"},
		{Task: &lessons.Task{ID: "connect", Goals: []string{"one", "two"}}},
		{Task: &lessons.Task{ID: "leave", Goals: []string{"three"}}},
	}}
	if got, want := taskText(l), "task connect\none\ntwo\ntask leave\nthree\n"; got != want {
		t.Errorf("taskText gives %q, want %q", got, want)
	}
}

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
