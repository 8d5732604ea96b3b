package main

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"path/filepath"
	"text/tabwriter"

	"poplab/web"
)

// announce prints who is where.
func (j *judging) announce(w io.Writer, home string) {
	fmt.Fprintf(w, "  Lesson       %s/lessons/%s/\n", home, j.lesson.ID)
	fmt.Fprintf(w, "  Live         %s%s\n", home, web.GradePath)
	if j.files != "" {
		fmt.Fprintf(w, "  Files        %s\n", filepath.Join(j.files, "USER"))
	} else {
		fmt.Fprintf(w, "  Files        are not judged; start with -files DIR\n")
	}
	fmt.Fprintf(w, "  Certificate  SHA-256 %s\n\n", j.fingerprint)
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "  HOST\tPOP3\tTLS\tPOP3S\tUSER\tPASSWORD\tTROUBLE")
	for _, u := range j.users() {
		fmt.Fprintf(table, "  %s\t%s\t%s\t%s\t%s\t%s\t%s\n", u.Host, u.POP3, u.TLS, u.POP3S, u.User, u.Password, u.Trouble)
	}
	table.Flush()
}

// users are those of all hosts, as the page shows them.
func (j *judging) users() (list []web.GradedUser) {
	for _, p := range j.ports {
		for _, u := range p.host.Users() {
			row := web.GradedUser{Host: p.host.Name, POP3: where(p.pop3), TLS: p.host.TLS(), POP3S: where(p.pop3s), User: u.Name, Password: u.Secret, Trouble: u.Trouble}
			if u.APOP {
				row.Password += " (APOP)"
			}
			list = append(list, row)
		}
	}
	return list
}

func where(l net.Listener) string {
	if l == nil {
		return "-"
	}
	return reached(l)
}

// shown is what the page of the site needs to know.
func (j *judging) shown() *web.Graded {
	if j == nil {
		return nil
	}
	return &web.Graded{Lesson: j.lesson.ID, Learner: j.learner, Files: j.files, Users: j.users()}
}

// standing answers what the page asks.
func (j *judging) standing(w http.ResponseWriter, r *http.Request) { j.State(w, r) }
