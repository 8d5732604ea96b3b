package main

import (
	"fmt"
	"os"
	"slices"
	"strings"

	"poplab/bridge/practice"
)

// mailUser is one -user or -apop: who may log in, and to which mailbox on disk.
type mailUser struct {
	name     string
	password string // of -user
	secret   string // of -apop
	mailbox  string // a path that exists
}

// mailUsers are those of the command line.
type mailUsers []mailUser

// addPassword reads a -user.
func (list *mailUsers) addPassword(s string) error {
	u, word, err := parseUser(s, "PASSWORD")
	if err != nil {
		return err
	}
	u.password = word
	return list.add(u)
}

// addSecret reads an -apop: the word is never sent, only digests of it are.
func (list *mailUsers) addSecret(s string) error {
	u, word, err := parseUser(s, "SECRET")
	if err != nil {
		return err
	}
	u.secret = word
	return list.add(u)
}

func (list *mailUsers) add(u mailUser) error {
	if slices.ContainsFunc(*list, func(o mailUser) bool { return o.name == u.name }) {
		return fmt.Errorf("the name %q is taken; one person has a password or a secret, and one mailbox", u.name)
	}
	*list = append(*list, u)
	return nil
}

// parseUser takes NAME:WORD=MAILBOX apart. The first colon ends the name, so a
// word may hold colons; the last "=" with an existing path behind it ends the
// word, so both the word and the path may hold that.
func parseUser(s, kind string) (u mailUser, word string, err error) {
	name, rest, found := strings.Cut(s, ":")
	last := strings.LastIndexByte(rest, '=')
	if !found || last < 0 || last == len(rest)-1 {
		return u, "", fmt.Errorf("want NAME:%s=MAILBOX, such as ann:tea=mail/ann.mbox", kind)
	}
	parting := last
	for parting >= 0 && !exists(rest[parting+1:]) {
		parting = strings.LastIndexByte(rest[:parting], '=')
	}
	if parting < 0 {
		return u, "", fmt.Errorf("there is no file or folder %s; want an .mbox file, a Maildir or a folder of .eml files", rest[last+1:])
	}
	u.mailbox = rest[parting+1:]
	if u.name, err = preparedName(name); err != nil {
		return u, "", err
	}
	word, ok := practice.Prepare(rest[:parting])
	if !ok || word == "" {
		return u, "", fmt.Errorf("the %s of %s is empty or holds what cannot be typed", strings.ToLower(kind), name)
	}
	return u, word, nil
}

// preparedName gives a name as sessions compare it, if USER can carry it: one
// word (RFC 1939 section 3).
func preparedName(name string) (string, error) {
	prepared, ok := practice.Prepare(name)
	if !ok || prepared == "" || strings.Contains(prepared, " ") {
		return "", fmt.Errorf("the name %q cannot be sent with USER; want one word", name)
	}
	return prepared, nil
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
