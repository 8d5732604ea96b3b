package desk

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// surroundings is the answer of around, as the page reads it.
type surroundings struct {
	Maildrops []struct {
		Host, User, Holder string
		Octets, Fresh      int
		Messages           []struct {
			N, Octets          int
			UID, From, Subject string
			Marked             bool
			Fetched            []string
		}
	}
	Devices []struct {
		Name, Host, User, Mode, Program, Said string
		Modes                                 []string
		Cable                                 bool
		Checks                                int
		Store                                 []struct {
			UID, Subject string
			Octets       int
			Whole, There bool
		}
	}
	Older int
	Trips []struct {
		Mail, Octets           int
		Subject, Leg, By, Host string
	}
	Queue []struct {
		From, To      string
		Octets, Tries int
		Next          int64
	}
	Wire []struct {
		Window, Side, Head string
		At                 int64
		Octets             int
		Hex, Secure        bool
	}
	Sessions []struct {
		Window, Host, User, State string
		Idle                      int
		Dead                      bool
	}
}

// around looks at what stands around a desk.
func around(t *testing.T, d *Desk) surroundings {
	t.Helper()
	var s surroundings
	text := d.AppendAround(nil)
	if err := json.Unmarshal(text, &s); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	return s
}

// The maildrop shows what no session shows: marks of one, mail that it does not see,
// and who has what.
func TestMaildropFromOutside(t *testing.T) {
	d := sit(t, world+"arrival m3\n", "", "telnet dewey 110", "USER mrose", "PASS secret", "RETR 1", "TOP 2 0", "DELE 2", "deliver")
	drop := around(t, d).Maildrops[0]
	if drop.Host != "dewey" || drop.User != "mrose" || drop.Octets != 436 || drop.Holder != "A" || drop.Fresh != 1 || len(drop.Messages) != 3 {
		t.Fatalf("the maildrop is %+v", drop)
	}
	first, second, third := drop.Messages[0], drop.Messages[1], drop.Messages[2]
	if first.N != 1 || first.Octets != 120 || first.Subject != "Hi" || first.From != "ann@example.org" || first.Marked || !slices.Equal(first.Fetched, []string{"A"}) {
		t.Errorf("the first message is %+v", first)
	}
	if second.N != 2 || !second.Marked || len(second.Fetched) != 0 || third.N != 0 || third.Marked {
		t.Errorf("the others are %+v and %+v", second, third)
	}
	d.Type("QUIT")
	drop = around(t, d).Maildrops[0]
	if drop.Holder != "" || drop.Fresh != 0 || len(drop.Messages) != 2 || drop.Messages[1].N != 2 || drop.Messages[1].UID != third.UID {
		t.Errorf("after QUIT it is %+v", drop)
	}
}

// A server keeps a session whose cable is out, also where nobody is at it any more.
func TestSessionsFromOutside(t *testing.T) {
	d := sit(t, "host dewey\nuser mrose secret\n", "", "telnet dewey 110", "USER mrose", "PASS secret", "wait 3 minutes")
	s := around(t, d)
	if len(s.Sessions) != 1 || s.Sessions[0].Window != "you" || s.Sessions[0].User != "mrose" || s.Sessions[0].State != "TRANSACTION" ||
		s.Sessions[0].Idle != 180 || s.Sessions[0].Dead || s.Maildrops[0].Holder != "you" {
		t.Errorf("logged in: %+v", s)
	}
	d.Type("pull")
	if s = around(t, d); !s.Sessions[0].Dead || s.Maildrops[0].Holder != "you" {
		t.Errorf("cable out: %+v", s)
	}
	d.Hangup()
	if s = around(t, d); len(s.Sessions) != 1 || s.Maildrops[0].Holder != "?" {
		t.Errorf("gone: %+v", s)
	}
	d.Type("wait 10 minutes")
	if s = around(t, d); len(s.Sessions) != 0 || s.Maildrops[0].Holder != "" {
		t.Errorf("timed out: %+v", s)
	}
}

// Whoever sits on the line sees each piece, readable where TLS is not around it.
func TestWireFromOutside(t *testing.T) {
	d := sit(t, strings.Replace(world, "host dewey", "host dewey\ntls offered", 1), "", "telnet dewey 110", "STLS", "USER mrose")
	wire := around(t, d).Wire
	if first := wire[0]; first.Window != "A" || first.Side != "S" || first.Head != "+OK dewey POP3 server ready\r\n" || first.Octets != 29 || first.Hex || first.Secure {
		t.Errorf("the first piece is %+v", first)
	}
	if last := wire[len(wire)-1]; !last.Secure || !last.Hex || last.Octets != 5+11+17 || !strings.HasPrefix(last.Head, "17 03 03 00 1C ") {
		t.Errorf("the last piece is %+v", last)
	}
	if last, prior := wire[len(wire)-1], wire[2]; prior.Head == "" || last.At < prior.At || prior.Secure {
		t.Errorf("%+v came after %+v", last, prior)
	}
	for range 60 {
		d.Type("NOOP")
	}
	if n := len(around(t, d).Wire); n != 100 {
		t.Errorf("%d pieces are kept", n)
	}
}

// legs are the trips from one on, as "3 fetched A".
func legs(s surroundings, from int) []string {
	var list []string
	for _, trip := range s.Trips[from:] {
		list = append(list, strings.TrimSpace(string(rune('0'+trip.Mail))+" "+trip.Leg+" "+trip.Host+" "+trip.By))
	}
	return list
}

// A message goes from its sender over a host that keeps it to its maildrop and on to
// a reader, and leaves it again.
func TestWayOfAMessage(t *testing.T) {
	d := sit(t, "windows A B\nhost post\nhost dewey\nsmtp\nuser mrose secret\nmessage m1\narrival m3\n", "", "stop dewey", "telnet post 25",
		"EHLO pc.example.org", "MAIL FROM:<ann@example.org>", "RCPT TO:<mrose@dewey.example>", "DATA", "Subject: Hello\n\nx\n.", "QUIT")
	s := around(t, d)
	if len(s.Queue) != 1 || s.Queue[0].To != "mrose@dewey.example" || s.Queue[0].Tries != 1 || s.Queue[0].Next <= d.World().Clock() {
		t.Errorf("the queue is %+v", s.Queue)
	}
	d.Type("wait 40 minutes")
	if q := around(t, d).Queue; len(q) != 1 || q[0].Tries != 2 {
		t.Errorf("after the second try the queue is %+v", q)
	}
	for _, line := range []string{"start dewey", "wait 30 minutes", "deliver", "telnet dewey 110", "USER mrose", "PASS secret", "TOP 2 0", "RETR 2", "DELE 1", "QUIT"} {
		d.Type(line)
	}
	want := []string{"2 submitted post A", "2 queued dewey", "2 relayed dewey", "2 arrived dewey", "3 relayed dewey", "3 arrived dewey",
		"2 headed dewey A", "2 fetched dewey A", "1 removed dewey A"}
	if s = around(t, d); !slices.Equal(legs(s, 0), want) || s.Trips[0].Subject != "Hello" || len(s.Queue) != 0 {
		t.Errorf("the trips are %q", legs(s, 0))
	}
	for _, line := range []string{"disk full", "telnet post 25", "EHLO pc", "MAIL FROM:<a@b.example>", "RCPT TO:<mrose@dewey.example>", "DATA", "x\n."} {
		d.Type(line)
	}
	if got := legs(around(t, d), len(want)); !slices.Equal(got, []string{"4 refused post A"}) {
		t.Errorf("with the disk full the trips are %q", got)
	}
}

// machines is a world with everything that can be around a console.
const machines = "windows A B tap\nhost post\nhost dewey\ntls offered\nsmtp\nuser mrose secret\nmessage m1\nmessage m2\narrival m3\narrival dots\nexpire 3\n" +
	"device office mrose@dewey uidl\ndevice home mrose@dewey delete\ndevice portable mrose@dewey headers\n"

// A device shows its store, and what of it the server has still.
func TestDevicesFromOutside(t *testing.T) {
	s := around(t, sit(t, machines, "", "check portable", "check office", "pull home", "mode office delete"))
	office, home, portable := s.Devices[0], s.Devices[1], s.Devices[2]
	if office.Name != "office" || office.User != "mrose" || office.Host != "dewey" || office.Mode != "delete" || office.Program != "mpop 1.4.18" ||
		!office.Cable || office.Checks != 1 || office.Said != "2 messages for mrose at dewey (320 octets)." || len(office.Modes) != 4 {
		t.Errorf("the office is %+v", office)
	}
	if got := office.Store; len(got) != 2 || got[0].Subject != "Hi" || got[0].Octets != 120 || !got[0].Whole || !got[0].There {
		t.Errorf("the office has %+v", got)
	}
	if got := portable.Store; len(got) != 2 || got[0].Whole || got[0].Octets != 76 {
		t.Errorf("the portable has %+v", got)
	}
	if home.Cable || home.Checks != 0 || home.Store == nil || len(home.Store) != 0 {
		t.Errorf("home is %+v", home)
	}
	if want := []string{"1 headed dewey portable", "2 headed dewey portable", "1 fetched dewey office", "2 fetched dewey office"}; !slices.Equal(legs(s, 0), want) {
		t.Errorf("the trips are %q", legs(s, 0))
	}
	s = around(t, sit(t, machines, "", "check office", "check home"))
	if s.Devices[0].Store[0].There || !slices.Equal(legs(s, 4), []string{"1 removed dewey home", "2 removed dewey home"}) {
		t.Errorf("the office has %+v, and the trips are %q", s.Devices[0].Store, legs(s, 0))
	}
}

// Whatever happens, the answer can be read and agrees with itself: what stands in
// a maildrop came and was not removed, its octets add up, and its holder has
// a session.
func TestAroundAgreesWithItself(t *testing.T) {
	lines := []string{"telnet dewey 110", "telnet post 25", "telnet dewey 25", "openssl s_client -connect dewey:995", "STLS", "USER mrose", "PASS secret",
		"STAT", "RETR 1", "TOP 2 0", "DELE 1", "DELE 2", "RSET", "QUIT", "EHLO pc", "MAIL FROM:<a@b.example>", "RCPT TO:<mrose@dewey.example>",
		"DATA\nSubject: \x01\xFF\n\nx\n.", "check office", "check home", "check portable", "check home until DELE 1", "mode office keep", "mode home headers",
		"pull", "plug", "pull home", "plug home", "deliver", "wait 4 minutes", "wait 1 day", "disk full", "disk free", "stop dewey", "start dewey",
		"window A", "window B", "window tap", "window home", "attacker on", "attacker off"}
	random := rand.New(rand.NewPCG(5, 6))
	for range 8 {
		d := sit(t, machines, "")
		var typed []string
		for range 120 {
			line := lines[random.IntN(len(lines))]
			typed = append(typed, line)
			d.Type(line)
			if fault := around(t, d).fault(2); fault != "" {
				t.Fatalf("%s, after\n%s", fault, strings.Join(typed, "\n"))
			}
		}
	}
}

// fault says what does not fit together in a world with one maildrop that held some
// messages at first.
func (s surroundings) fault(messages int) string {
	drop, octets, all := s.Maildrops[0], 0, s.Older == 0
	held := drop.Holder == "" || drop.Holder == "?"
	for _, trip := range s.Trips {
		switch trip.Leg {
		case "arrived":
			messages++
		case "removed":
			messages--
		}
	}
	for _, m := range drop.Messages {
		octets += m.Octets
	}
	for _, session := range s.Sessions {
		held = held || session.Window == drop.Holder && session.State == "TRANSACTION"
	}
	switch {
	case all && len(drop.Messages) != messages:
		return fmt.Sprintf("the maildrop has %d messages, and by their ways %d", len(drop.Messages), messages)
	case octets != drop.Octets:
		return fmt.Sprintf("the maildrop has %d octets, and its messages %d", drop.Octets, octets)
	case !held:
		return "nobody holds the maildrop as " + drop.Holder
	}
	return ""
}

// The world remembers the newest trips, and how many went before.
func TestManyTrips(t *testing.T) {
	d := sit(t, world, "", "telnet dewey 110", "USER mrose", "PASS secret")
	for range 150 {
		d.Type("RETR 1\nTOP 2 0")
	}
	if s := around(t, d); s.Older != 100 || len(s.Trips) != 200 || s.Trips[199].Leg != "headed" {
		t.Errorf("%d trips behind %d", len(s.Trips), s.Older)
	}
}

// Before a real server there is nothing around.
func TestNothingAroundARealServer(t *testing.T) {
	if s := around(t, OpenBridge("campus", true)); s.Maildrops == nil || len(s.Maildrops) != 0 || s.Wire == nil {
		t.Errorf("around a real server is %+v", s)
	}
}
