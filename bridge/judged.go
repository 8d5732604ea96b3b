package main

import (
	"errors"
	"flag"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// judged are the flags of serve that put a lesson on real ports, in the place of the
// practice server, and judge the learner's own program there.
type judged struct {
	lesson         string // ID; "" for none
	learner, class string
	attempt        int
	files          string // a folder, or ""
	report         string // a file, or ""
}

func (j *judged) flags(flags *flag.FlagSet) {
	flags.StringVar(&j.lesson, "lesson", "", "")
	flags.StringVar(&j.learner, "learner", "", "")
	flags.StringVar(&j.class, "class", "", "")
	flags.IntVar(&j.attempt, "attempt", 1, "")
	flags.StringVar(&j.files, "files", "", "")
	flags.StringVar(&j.report, "report", "", "")
}

// Which flags need -lesson, and which belong to the server that it replaces.
var (
	ofLesson   = []string{"learner", "class", "attempt", "files", "report"}
	ofPractice = []string{"user", "apop", "profile", "require-tls", "writable"}
)

// check finds what a single flag cannot see.
func (j *judged) check(o *options, given *flag.FlagSet) (err error) {
	other, why := ofLesson, "needs a lesson to serve: add -lesson ID"
	if j.lesson != "" {
		other, why = ofPractice, "belongs to the practice server, which -lesson replaces; leave one of them out"
	}
	given.Visit(func(f *flag.Flag) {
		if slices.Contains(other, f.Name) {
			err = fmt.Errorf("-%s %s", f.Name, why)
		}
	})
	switch {
	case err != nil || j.lesson == "":
		return err
	case strings.TrimSpace(j.learner) == "":
		return errors.New("-lesson needs a -learner NAME: the mailboxes are made for that person")
	case !isName(j.learner) || !isName(j.class):
		return fmt.Errorf("-learner and -class have at most %d characters, and none that nobody sees: the page takes no others", longestName)
	case j.attempt < 1:
		return errors.New("-attempt counts from 1")
	case o.pop3 == "" && o.pop3s == "":
		return errors.New("-lesson needs a port: give -pop3 or -pop3s an address")
	}
	return nil
}

// longestName is how many UTF-16 code units the page takes, and JavaScript counts.
const longestName = 64

// isName says whether the page takes a name as it is. Of another it would make other
// mailboxes than this program.
func isName(name string) bool {
	return utf8.ValidString(name) && len(utf16.Encode([]rune(name))) <= longestName && !strings.ContainsFunc(name, unicode.IsControl)
}
