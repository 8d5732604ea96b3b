package practice

import (
	"cmp"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"

	"github.com/xdg-go/scram"

	"poplab/wasm/mailbox"
	"poplab/wasm/pop3"
)

// scramIterations makes guessing dear: each guess costs so many rounds of HMAC.
// It is the least that RFC 7677 section 4 allows, for 300 people log in at once
// here, and each login costs the server as much as a guess.
const scramIterations = 4096

// scramSHA256 is SCRAM-SHA-256 (RFC 7677): the client proves that it knows the
// password and does not send it, and so does the server. It is here and not in
// the engine because the cryptography is too large for a browser.
//
// SCRAM-SHA-256-PLUS, which ties the proof to the TLS around it, is not offered:
// tls-exporter, its binding for TLS 1.3, is newer than most mail programs, and a
// program that takes the PLUS it sees and then has no binding in common with the
// server cannot log in at all (RFC 5802 section 6).
func scramSHA256(accounts *mailbox.Accounts) pop3.Mechanism {
	k := &keys{accounts: accounts}
	rand.Read(k.pepper[:])
	server, err := scram.SHA256.NewServer(k.of)
	if err != nil {
		panic(err) // only of a hash that does not exist
	}
	return pop3.Mechanism{Name: "SCRAM-SHA-256", Start: func(string) pop3.Exchange {
		return &exchange{server.NewConversation()}
	}}
}

// keys derives what the server has to know of a password.
type keys struct {
	accounts *mailbox.Accounts
	pepper   [32]byte // makes salts that nobody can foretell
}

// of gives the keys for a name. A name that nobody has, or that has no password,
// gets a salt too, always the same one, and keys of a password that nobody knows:
// strangers learn who exists neither from the challenge nor from the time that it
// takes (RFC 5802 section 9).
func (k *keys) of(name string) (scram.StoredCredentials, error) {
	name, ok := Prepare(name)
	if !ok {
		return scram.StoredCredentials{}, pop3.ErrCredentials
	}
	mac := hmac.New(sha256.New, k.pepper[:])
	mac.Write([]byte(name))
	sum := mac.Sum(nil)
	salt, password := string(sum[:16]), fmt.Sprintf("%x", sum[16:])
	if account := k.accounts.Find(name); account != nil {
		password = cmp.Or(account.Password, account.Secret, password)
	}
	client, err := scram.SHA256.NewClientUnprepped(name, password, "")
	if err != nil {
		return scram.StoredCredentials{}, err
	}
	return client.GetStoredCredentialsWithError(scram.KeyFactors{Salt: salt, Iters: scramIterations})
}

// exchange is one run of SCRAM, seen from the server:
//
//	C: name and nonce       S: nonce, salt, iterations
//	C: proof of the client  S: proof of the server
//	C: nothing              S: +OK
//
// The last step is there because +OK carries no data (RFC 5034 section 4).
type exchange struct{ *scram.ServerConversation }

var errAfterProof = errors.New("practice: SCRAM goes on after its end")

// Step is pop3.Exchange.
func (e *exchange) Step(response []byte) ([]byte, *pop3.Proof, error) {
	if e.Valid() {
		return e.finish(response)
	}
	challenge, err := e.ServerConversation.Step(string(response))
	switch {
	case challenge == scram.ErrInvalidProof:
		return nil, nil, pop3.ErrCredentials
	case err != nil:
		return nil, nil, err
	case e.AuthzID() != "" && e.AuthzID() != e.Username():
		return nil, nil, pop3.ErrCredentials // nobody may open the mailbox of another
	}
	return []byte(challenge), nil, nil
}

func (e *exchange) finish(response []byte) ([]byte, *pop3.Proof, error) {
	if len(response) > 0 {
		return nil, nil, errAfterProof
	}
	name, _ := Prepare(e.Username())
	return nil, &pop3.Proof{Name: name, Method: pop3.Verified}, nil
}
