// Package store opens mailboxes that lie on disk: an mbox file, a Maildir or a
// folder of .eml files, told apart by what is there.
//
//	box, err := store.Open("/home/ann/Maildir", store.Options{})
//	accounts := mailbox.NewAccounts(mailbox.Account{Name: "ann", Password: "secret", Source: box})
//
// Every login reads what is there at that moment. A file that has not changed since
// the last login is not read again: the messages of an open mailbox stay in memory.
//
//	what is there       is a         in the order of     and a message is
//	a file              mbox file    the file            what follows a From_ line
//	a folder with cur   Maildir      delivery time       a file in new or cur
//	or new in it
//	any other folder    .eml folder  file names          a file NAME.eml
//
// Files whose names begin with a dot, symbolic links and other folders are left
// alone.
//
// # Looking only
//
// Without Options.Writable no file is created, changed or opened for writing. DELE
// and QUIT still work: the messages are hidden from later logins, and are there
// again when the server has been started anew.
//
// # Removing
//
// With Options.Writable the QUIT of a session removes the files of the marked
// messages, or writes the mbox file anew without them. Whatever stops the server in
// the middle, every message is then there as a whole or gone, and only marked ones
// are gone.
//
//	Maildir, .eml   a file is removed only if it is still the one that the session
//	                listed; in a Maildir, other programs may have moved it from new
//	                to cur or changed its flags. What is gone already counts as
//	                removed.
//	mbox file       the new file is written beside the old one, as
//	                .NAME.poplab-rest, and takes its name in one step, while
//	                NAME.lock and locks on the file itself keep delivery agents out.
//	                Mail that came during the session stays. If another program has
//	                changed what the session saw, or the new file could not have the
//	                owner and group of the old one, nothing is removed. An agent that
//	                opens the file first and then waits for a lock on it must look
//	                whether the file still has its name; those that make NAME.lock
//	                first, as nearly all do, need not.
//
// What a crash leaves, the next Open or login finds and clears up before anything
// else: it takes a forgotten NAME.lock away if it is ours, finishes the records, and
// gives nobody a message twice or a unique-id anew.
//
// # Unique-ids
//
// They need no memory of ours: a Maildir names its messages uniquely, and elsewhere
// the unique-id is a hash of the file name or From_ line with the octets of the
// message. Equal messages of an mbox file are numbered. So a unique-id survives
// restarts, and a program that changes a message makes another one of it.
//
// What has to be remembered is which unique-ids must not come back (RFC 1939
// section 7), since a copy of a removed message may. That is the ledger, a text
// file that appears with the first writable Open: ".poplab" in the folder, or
// ".NAME.poplab" beside the mbox file NAME. It is the lock between processes too,
// and tells after a crash what was under way. Whoever deletes it loses no mail.
//
// # Adding a format
//
// Implement format (mailbox.go): list, remove, and the two that look after a crash.
// One file per message is a folder with other names, as eml.go shows. Then tell it
// apart in newMailbox, and add a mailbox of it to kinds in crash_test.go, which
// kills it at every step.
package store
