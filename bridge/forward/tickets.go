package forward

import (
	"encoding/json"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"time"
)

// Tickets are what lets a page in for a moment, since an Origin alone is no more than
// what a browser says. Package ticket has them.
type Tickets interface {
	// Issue makes a ticket, which is good for one client and target, once, and
	// for as long as it says.
	Issue(target string, from netip.Addr) (ticket string, life time.Duration)
	// Use takes a ticket. Its error says why not, and nothing about the ticket.
	Use(ticket, target string, from netip.Addr) error
}

// A page offers the subprotocol of the bridge and, as if it were another, its
// ticket: a WebSocket of a browser has no headers of its own, and what stands in a
// URL stands in logs.
const (
	protocol     = "pop3.v1"
	ticketPrefix = "ticket."
)

// ServeTicket answers POST /api/ticket?target=NAME with a ticket, for those who may
// connect to that target:
//
//	{"ticket":"AAAAAGsD...","expires":30}
//
// The target any takes host and port besides, as the WebSocket does. What it refuses it
// refuses in the words in which the WebSocket would be: a page can read them here.
func (b *Bridge) ServeTicket(w http.ResponseWriter, r *http.Request) {
	b.setDefaults()
	query := r.URL.Query()
	name := query.Get("target")
	if no := b.refusesTicket(r, name, query); no != nil {
		b.refuse(w, r, no)
		return
	}
	ticket, life := b.Tickets.Issue(place(name, query), Household(b.From(r)))
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(struct {
		Ticket  string `json:"ticket"`
		Expires int    `json:"expires"` // in as many seconds
	}{ticket, int(life.Seconds())})
}

// refusesTicket says why there is no ticket, or nil.
func (b *Bridge) refusesTicket(r *http.Request, name string, query url.Values) *refusal {
	if no := b.checkSite(r); no != nil {
		return no
	}
	_, no := b.find(name, query)
	switch {
	case no != nil:
		return no
	case b.Tickets == nil:
		return refuseTarget
	case b.seats.isDraining():
		return refuseDraining
	}
	return nil
}

// checkTicket takes the ticket of a handshake. A wrong one is refused even where
// none is needed.
func (b *Bridge) checkTicket(r *http.Request, target string) *refusal {
	tickets := offeredTickets(r)
	switch {
	case len(tickets) == 0 && b.NeedTicket:
		return refuseNoTicket
	case len(tickets) == 0:
		return nil
	case len(tickets) > 1 || b.Tickets == nil:
		return refuseTicket("one from here is needed")
	}
	if err := b.Tickets.Use(tickets[0], place(target, r.URL.Query()), Household(b.From(r))); err != nil {
		return refuseTicket(err.Error())
	}
	return nil
}

// place is what a ticket is for: a target, and of AnyName the one server too.
func place(target string, query url.Values) string {
	if target != AnyName {
		return target
	}
	return target + " " + net.JoinHostPort(query.Get("host"), query.Get("port"))
}

func refuseTicket(why string) *refusal {
	return &refusal{http.StatusForbidden, "ticket", "The ticket is not taken: " + why + "."}
}

// offeredTickets are those among the subprotocols (RFC 6455 section 11.3.4).
func offeredTickets(r *http.Request) (tickets []string) {
	for offer := range strings.SplitSeq(strings.Join(r.Header.Values("Sec-WebSocket-Protocol"), ","), ",") {
		if ticket, ok := strings.CutPrefix(strings.TrimSpace(offer), ticketPrefix); ok {
			tickets = append(tickets, ticket)
		}
	}
	return tickets
}
