package targets

import (
	"errors"
	"strings"

	"poplab/bridge/forward"
)

// conflict is what two settings of a target say against each other.
type conflict struct {
	setting string // the one to look at
	error
}

// conflicts are all that there may be.
var conflicts = []struct {
	setting string
	there   func(d *draft) bool
	advice  string
}{
	{"required", func(d *draft) bool { return d.Required && d.TLS != forward.StartTLS },
		"required is about STLS; set tls to starttls, or leave it out"},
	{"ca", func(d *draft) bool { return d.CA != nil && d.TLS == forward.None },
		"ca needs TLS; set tls to implicit or starttls"},
	{"pin", func(d *draft) bool { return d.Pin != nil && d.TLS == forward.None },
		"pin needs TLS; set tls to implicit or starttls"},
	{"server-name", func(d *draft) bool { return d.ServerName != "" && d.TLS == forward.None },
		"server-name needs TLS; set tls to implicit or starttls"},
	{"pin", func(d *draft) bool { return d.Pin != nil && d.CA != nil },
		"a pin takes the place of authorities; leave ca or pin out"},
}

// finish fills in what follows from the rest, and finds what does not fit together.
func (d *draft) finish() (list []conflict) {
	if !d.given["tls"] {
		d.TLS = forward.StartTLS
		if strings.HasSuffix(d.Address, ":995") {
			d.TLS = forward.Implicit
		}
	}
	for _, c := range conflicts {
		if c.there(d) {
			list = append(list, conflict{c.setting, errors.New(c.advice)})
		}
	}
	return list
}
