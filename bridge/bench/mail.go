package main

import (
	"fmt"
	"os"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
)

const (
	users    = 1000 // u0 to u999, a maildrop each
	bigUser  = "big"
	password = "secret"
	bigSize  = 10 << 20 // octets of the one message of bigUser, or a line less
)

// letter is each of the two messages of an ordinary user, as a file: LF for CRLF.
const letter = `From: ann@example.org
To: bob@example.net
Date: Wed, 1 May 1996 09:00:00 +0000
Subject: One of two

A letter of a few lines, as most letters are.
It is here twice.
`

// bigLetter has lines as an attachment has them, and now and then a line that
// begins with a dot.
func bigLetter() string {
	line := strings.Repeat("x", 76) + "\n"
	paragraph := strings.Repeat(line, 99) + "." + line[1:]
	return letter + strings.Repeat(paragraph, bigSize/len(paragraph))
}

// userName is the name of an ordinary user, and of a directory.
func userName(i int) string { return "u" + strconv.Itoa(i) }

// mailOwner is who owns the Maildirs: Dovecot refuses to read mail as root.
func mailOwner() (*user.User, error) {
	if os.Getuid() == 0 {
		return user.Lookup("nobody")
	}
	return user.Current()
}

// writeMail writes a Maildir for every user below dir/mail.
func writeMail(dir string, owner *user.User) error {
	for i := range users {
		if err := writeMaildir(dir, userName(i), owner, letter, letter); err != nil {
			return err
		}
	}
	return writeMaildir(dir, bigUser, owner, bigLetter())
}

func maildir(dir, name string) string { return filepath.Join(dir, "mail", name) }

func writeMaildir(dir, name string, owner *user.User, letters ...string) error {
	for _, sub := range []string{"cur", "new", "tmp"} {
		if err := os.MkdirAll(filepath.Join(maildir(dir, name), sub), 0o755); err != nil {
			return err
		}
	}
	for i, text := range letters {
		file := fmt.Sprintf("%d.m%d.bench:2,S", 1000+i, i)
		if err := os.WriteFile(filepath.Join(maildir(dir, name), "cur", file), []byte(text), 0o644); err != nil {
			return err
		}
	}
	uid, err := strconv.Atoi(owner.Uid)
	if err != nil {
		return err
	}
	return filepath.WalkDir(maildir(dir, name), func(path string, _ os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		return os.Chown(path, uid, -1)
	})
}
