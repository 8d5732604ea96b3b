package main

import (
	"strings"
	"testing"
)

// fetch runs a mail program.
func (o *office) fetch(f *fetcher, s settings) result {
	o.t.Helper()
	if s.password == "" {
		s.password = "secret"
	}
	line := f.command(o, s)
	return o.run(line[0], line[1:]...)
}

// wantMail checks that a run succeeded and fetched these letters.
func (o *office) wantMail(f *fetcher, r result, names ...string) {
	o.t.Helper()
	if r.status != 0 {
		o.t.Errorf("exit status %d:\n%s", r.status, r.output)
	}
	if got, want := f.fetched(o), all(names...); got != want {
		o.t.Errorf("fetched %q, want %q", got, want)
	}
}

// wantEnding checks that a run fetched nothing and ended as it should.
func (o *office) wantEnding(f *fetcher, r result, want ending) {
	o.t.Helper()
	if r.status != want.status || !strings.Contains(r.output, want.says) {
		o.t.Errorf("exit status %d, want %d and %q:\n%s", r.status, want.status, want.says, r.output)
	}
	if got := f.fetched(o); got != "" {
		o.t.Errorf("fetched %q", got)
	}
}

// Real mail programs fetch and keep, fetch and delete, and say what is wrong,
// each in its own way.
func TestMailPrograms(t *testing.T) {
	for _, f := range fetchers {
		t.Run(f.name, func(t *testing.T) {
			t.Run("keep", func(t *testing.T) { testKeep(t, &f) })
			t.Run("delete", func(t *testing.T) { testDelete(t, &f) })
			t.Run("trouble", func(t *testing.T) { testTrouble(t, &f) })
		})
	}
}

func testKeep(t *testing.T, f *fetcher) {
	o := openOffice(t)
	o.wantMail(f, o.fetch(f, settings{}), letters...)
	o.left(letters...)
	compare(t, f.name+"-keep", o.tap.take(), "secret")

	if again := o.fetch(f, settings{}); f.forgets {
		o.wantMail(f, again, letters...)
	} else {
		o.wantEnding(f, again, f.nothingNew)
		compare(t, f.name+"-again", o.tap.take(), "secret")
	}
	o.left(letters...)
}

func testDelete(t *testing.T, f *fetcher) {
	o := openOffice(t)
	o.wantMail(f, o.fetch(f, settings{delete: true}), letters...)
	o.left()
	compare(t, f.name+"-delete", o.tap.take(), "secret")
	o.wantEnding(f, o.fetch(f, settings{delete: true}), f.empty)
}

func testTrouble(t *testing.T, f *fetcher) {
	o := openOffice(t)
	o.wantEnding(f, o.fetch(f, settings{delete: true, password: "wrong"}), f.wrong)
	compare(t, f.name+"-wrong-password", o.tap.take(), "wrong")
	o.occupy()
	o.wantEnding(f, o.fetch(f, settings{delete: true}), f.inUse)
	compare(t, f.name+"-in-use", o.tap.take(), "secret")
	o.left(letters...)
}
