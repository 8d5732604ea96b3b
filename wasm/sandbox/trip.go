package sandbox

// Leg is a part of the way of a message.
type Leg string

// The legs, in the order of the way.
const (
	Refused   Leg = "refused"   // a host did not take it
	Submitted Leg = "submitted" // a client gave it to a host by SMTP
	Queued    Leg = "queued"    // the host keeps it, since the next one does not answer
	Relayed   Leg = "relayed"   // a host gave it to that of its maildrop by SMTP
	Arrived   Leg = "arrived"   // it stands in its maildrop
	Fetched   Leg = "fetched"   // a reader got all of it by POP3
	Headed    Leg = "headed"    // a reader got its header, and maybe some lines more
	Removed   Leg = "removed"   // it left the maildrop: in UPDATE, or for its age
)

// Trip is a leg that a message went.
type Trip struct {
	Mail    int    // its number among the messages of the world, from 1
	Subject string // "" where it has none
	Octets  int    // that went
	Leg     Leg
	By      string // the window that sent, fetched or removed it; "" for hosts
	Host    string // that it came to or, by POP3, went from
}

// mostTrips is how many legs a world remembers: a session may have fetched a message
// a thousand times.
const mostTrips = 200

// Trips are the newest legs of all messages, in the order in which they happened, and
// how many are older than these.
func (w *World) Trips() (older int, trips []Trip) { return w.older, w.trips }

func (w *World) trip(mail int, octets []byte, leg Leg, by string, at *server) {
	if len(w.trips) == mostTrips {
		w.older++
		w.trips = append(w.trips[:0], w.trips[1:]...)
	}
	w.trips = append(w.trips, Trip{mail, field(octets, "Subject:"), len(octets), leg, by, at.host.Name})
}

// nextMail gives a message its number.
func (w *World) nextMail() int {
	w.mails++
	return w.mails
}
