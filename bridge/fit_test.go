package main

import (
	"encoding/base64"
	"strings"

	"poplab/wasm/pop3"
	"poplab/wasm/pop3/dialogue"
	"poplab/wasm/transcript"
)

// fit makes digests anew. A client made them for the challenges of our server, and
// would have made others for those of Dovecot: with APOP for the first, the
// timestamp of the greeting, and with CRAM-MD5 for the others.
func fit(accounts []dialogue.Account, ours []*replayed) func(int, *replayed, string) string {
	return func(conn int, r *replayed, octets string) string {
		was, is := ours[conn].asked(), r.asked()
		for i := range min(len(was), len(is)) {
			for _, a := range accounts {
				answer := apopAnswer
				if i > 0 {
					answer = cramAnswer
				}
				octets = refit(octets, answer, a, was[i], is[i])
			}
		}
		return octets
	}
}

func apopAnswer(name, challenge, secret string) string {
	return name + " " + pop3.Digest(challenge, secret)
}

// asked are the challenges of a server so far: the timestamp of its greeting, and
// those of AUTH.
func (r *replayed) asked() []string {
	var list []string
	for i, e := range r.wire.Entries {
		switch e.Kind {
		case transcript.Greeting:
			list = append(list, stamp.FindString(r.wire.Text(i)))
		case transcript.Challenge:
			decoded, _ := base64.StdEncoding.DecodeString(strings.TrimPrefix(r.wire.Text(i), "+ "))
			list = append(list, string(decoded))
		}
	}
	return list
}

// refit puts the answer to one challenge in the place of that to another, with
// its digest in small letters or in capitals, in base64 or not.
func refit(octets string, answer func(name, challenge, secret string) string, a dialogue.Account, was, is string) string {
	for _, form := range []func(string) string{strings.ToLower, strings.ToUpper} {
		old, fresh := form(answer("", was, a.Password+a.Secret)), form(answer("", is, a.Password+a.Secret))
		octets = strings.ReplaceAll(octets, a.Name+old, a.Name+fresh)
		octets = strings.ReplaceAll(octets, encode(a.Name+old), encode(a.Name+fresh))
	}
	return octets
}
