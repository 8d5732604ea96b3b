// Package mailbox keeps maildrops: messages with unique-ids, the
// exclusive-access lock, snapshots, and removal at UPDATE. It is the memory
// behind the engine of wasm/pop3, in the browser and behind a TCP port.
//
//	drop := mailbox.NewMaildrop(messages...)
//	accounts := mailbox.NewAccounts(mailbox.Account{Name: "mrose", Password: "secret", Maildrop: drop})
//	session := pop3.NewSession(pop3.Config{Accounts: accounts})
//
// A login opens the maildrop: it takes the lock and a snapshot. Mail that is
// delivered meanwhile waits for the next login. QUIT commits: it removes the
// marked messages of the snapshot, by identity and not by number, so that
// nothing else can go (RFC 1939 section 6).
//
// Accounts know who may log in, how soon again, and how long messages stay; those
// two rules need a clock, which the caller hands in (Accounts.Clock).
//
// Messages come from three places: the samples that lessons print (Sample), the
// generator that makes every learner a mailbox of their own (Generate), and the
// caller. All of them are normalised on the way in, once, and sizes, TOP and
// RETR are taken from that one form. MboxReader reads the messages of an mbox file,
// and CutMbox writes one without some of them.
package mailbox
