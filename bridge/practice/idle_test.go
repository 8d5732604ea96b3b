package practice

import (
	"net"
	"testing"
	"testing/synctest"
	"time"
)

const almostTenMinutes = 10*time.Minute - time.Second

// TestR44IdleTenMinutes: in every state a client may think for ten minutes (RFC
// 1939 section 3).
func TestR44IdleTenMinutes(t *testing.T) {
	for name, lines := range map[string][][2]string{
		"after the greeting":   {{"USER alice", "+OK alice"}},
		"after USER":           {{"USER alice", "+OK alice"}, {"PASS secret", "+OK alice's maildrop has 2 messages (320 octets)"}},
		"in TRANSACTION":       {{"USER alice", "+OK alice"}, {"PASS secret", "+OK alice's maildrop has 2 messages (320 octets)"}, {"STAT", "+OK 2 320"}},
		"in the midst of AUTH": {{"AUTH PLAIN", "+ "}, {"AGFsaWNlAHNlY3JldA==", "+OK alice's maildrop has 2 messages (320 octets)"}},
	} {
		t.Run(name, func(t *testing.T) {
			accounts, _ := alice()
			inBubble(t, &Server{Accounts: accounts}, func(t *testing.T, plain, _ *pipes) {
				c, _ := greeted(t, plain.dial())
				for _, line := range lines {
					time.Sleep(almostTenMinutes)
					c.want(line[0], line[1])
				}
				c.Close()
			})
		})
	}
}

// TestR45CommandsRestartTheTimer: it is the silence that counts and not the
// session (RFC 1939 section 3).
func TestR45CommandsRestartTheTimer(t *testing.T) {
	accounts, drop := alice()
	inBubble(t, &Server{Accounts: accounts}, func(t *testing.T, plain, _ *pipes) {
		c, _ := greeted(t, plain.dial())
		c.logIn()
		for range 20 {
			time.Sleep(almostTenMinutes)
			c.want("STAT", "+OK 2 320")
		}
		c.Close()
		synctest.Wait()
		keeps(t, drop)
	})
}

// TestR45OctetsAreNoCommand: a client that sends an octet now and then keeps the
// lock no longer than one that sends nothing.
func TestR45OctetsAreNoCommand(t *testing.T) {
	accounts, drop := alice()
	inBubble(t, &Server{Accounts: accounts}, func(t *testing.T, plain, _ *pipes) {
		c, _ := greeted(t, plain.dial())
		c.logIn()
		began := time.Now()
		for range 9 {
			time.Sleep(time.Minute)
			c.Write([]byte("N"))
		}
		c.ends()
		if took := time.Since(began); took != DefaultIdleTimeout {
			t.Errorf("the session ended after %v, want %v", took, DefaultIdleTimeout)
		}
		synctest.Wait()
		keeps(t, drop)
	})
}

// TestR46ClosesSilently: after ten minutes the connection ends without a word,
// before the login and after it, and nothing is removed.
func TestR46ClosesSilently(t *testing.T) {
	accounts, drop := alice()
	inBubble(t, &Server{Accounts: accounts}, func(t *testing.T, plain, _ *pipes) {
		stranger, _ := greeted(t, plain.dial())
		c, _ := greeted(t, plain.dial())
		c.logIn()
		c.want("DELE 1", "+OK message 1 deleted")
		began := time.Now()
		stranger.ends()
		c.ends()
		if silence := time.Since(began); silence != DefaultIdleTimeout {
			t.Errorf("the sessions ended after %v, want %v", silence, DefaultIdleTimeout)
		}
		synctest.Wait()
		keeps(t, drop)
	})
}

// TestTLSMayWriteLate: a session that is idle can still write, as TLS 1.3 must when
// the client changes its keys.
func TestTLSMayWriteLate(t *testing.T) {
	accounts, _ := alice()
	inBubble(t, &Server{Accounts: accounts}, func(t *testing.T, plain, _ *pipes) {
		client, server := net.Pipe()
		plain.conns <- server
		c, _ := greeted(t, client)
		c.logIn()
		time.Sleep(almostTenMinutes)
		go c.Read(make([]byte, 1))
		if _, err := server.Write([]byte("+")); err != nil {
			t.Error(err)
		}
		c.Close()
	})
}
