package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"poplab/bridge/grade"
	"poplab/bridge/practice"
	"poplab/lessons"
)

// judging is a lesson on real ports. Without one it is nil, and does nothing.
type judging struct {
	judged
	*grade.Grader
	lesson      lessons.Lesson
	fingerprint string // of the certificate
	ports       []ports
}

// ports are where a host listens; nil where its flag is empty.
type ports struct {
	host        *grade.Host
	pop3, pop3s net.Listener
}

// newJudging makes the world of the lesson and listens for it. On an error the
// caller closes what is open already.
func newJudging(o options, list []lessons.Lesson, log *slog.Logger) (*judging, error) {
	j := &judging{judged: o.judged}
	var err error
	if j.lesson, err = findLesson(list, o.judged.lesson); err != nil {
		return j, usageError{err}
	}
	certificate, err := loadCertificate(o)
	if err != nil {
		return j, err
	}
	j.fingerprint = practice.Fingerprint(certificate)
	j.Grader, err = grade.New(grade.Options{
		Lesson: j.lesson, Class: j.class, Learner: j.learner, Attempt: j.attempt,
		Files: j.files, Certificate: certificate, Log: log,
	})
	if err != nil {
		return j, fmt.Errorf("-lesson %s: %w", j.lesson.ID, err)
	}
	if err := errors.Join(j.makeFolders(), j.tryReport()); err != nil {
		return j, err
	}
	return j, j.listen(o)
}

// findLesson finds a lesson by its ID, in any case.
func findLesson(list []lessons.Lesson, id string) (lessons.Lesson, error) {
	var ids []string
	for _, l := range list {
		if strings.EqualFold(l.ID, id) {
			return l, nil
		}
		ids = append(ids, l.ID)
	}
	return lessons.Lesson{}, fmt.Errorf("-lesson %q: there is no such lesson; the lessons are %s", id, strings.Join(ids, ", "))
}

// makeFolders makes a folder for each user, so that a program may just write.
func (j *judging) makeFolders() error {
	if j.files == "" {
		return nil
	}
	for _, h := range j.Hosts() {
		for _, u := range h.Users() {
			if filepath.Base(u.Name) != u.Name || !filepath.IsLocal(u.Name) {
				return fmt.Errorf("-files: the user %s of this lesson can have no folder of that name", u.Name)
			}
			if err := os.MkdirAll(filepath.Join(j.files, u.Name), 0o755); err != nil {
				return fmt.Errorf("-files: %w", err)
			}
		}
	}
	return nil
}

// tryReport sees to it that the report can be written, before anybody works for it.
// What an earlier one says stays until then.
func (j *judging) tryReport() error {
	if j.judged.report == "" {
		return nil
	}
	f, err := os.OpenFile(j.judged.report, os.O_CREATE|os.O_WRONLY, 0o666)
	if err != nil {
		return fmt.Errorf("-report: %w", err)
	}
	return f.Close()
}

// listen gives the first host the ports of the command line, and every other one the
// next that are free.
func (j *judging) listen(o options) error {
	pop3, pop3s := o.pop3, o.pop3s
	for i, h := range j.Hosts() {
		p := ports{host: h}
		var err error
		if p.pop3, pop3, err = listenNext("-pop3", pop3, i > 0); err == nil {
			p.pop3s, pop3s, err = listenNext("-pop3s", pop3s, i > 0)
		}
		j.ports = append(j.ports, p)
		if err != nil {
			return err
		}
	}
	return nil
}

// listenNext listens on an address, or where next is set on the first free port
// behind it, and gives the address that it got.
func listenNext(flag, address string, next bool) (net.Listener, string, error) {
	host, port, _ := net.SplitHostPort(address)
	number, err := strconv.Atoi(port)
	if address == "" {
		return nil, "", nil
	}
	if !next || err != nil || number == 0 {
		l, err := listen(flag, address, never)
		return l, address, err
	}
	for try := range tries {
		at := net.JoinHostPort(host, strconv.Itoa(number+1+try))
		if l, err := listen(flag, at, never); err == nil {
			return l, at, nil
		}
	}
	return nil, "", fmt.Errorf("no port behind %s is free; choose another address with %s", address, flag)
}

// tries is how many ports are tried for a host.
const tries = 50

// listeners is how many of them there are, at most.
func (j *judging) listeners() int {
	if j == nil {
		return 0
	}
	return 2 * len(j.ports)
}

// start begins to serve.
func (j *judging) start(failed chan<- error) {
	if j == nil {
		return
	}
	for _, p := range j.ports {
		if p.pop3 != nil {
			go func() { failed <- p.host.Serve(p.pop3) }()
		}
		if p.pop3s != nil {
			go func() { failed <- p.host.ServeTLS(p.pop3s) }()
		}
	}
}

// shutdown ends all sessions.
func (j *judging) shutdown(ctx context.Context) {
	if j != nil {
		j.Shutdown(ctx)
	}
}

// close lets go of the ports.
func (j *judging) close() {
	if j == nil {
		return
	}
	for _, p := range j.ports {
		for _, l := range []net.Listener{p.pop3, p.pop3s} {
			if l != nil {
				l.Close()
			}
		}
	}
}

// finish reports how the tasks stand; an open one is an error, for the exit status.
func (j *judging) finish(stdout io.Writer) error {
	if j == nil {
		return nil
	}
	fmt.Fprintln(stdout)
	open, err := j.Report(stdout)
	if j.judged.report != "" {
		err = errors.Join(err, j.writeReport())
	}
	if open > 0 {
		err = errors.Join(err, fmt.Errorf("not all is done: %d of the tasks are open", open))
	}
	return err
}

func (j *judging) writeReport() error {
	f, err := os.Create(j.judged.report)
	if err != nil {
		return fmt.Errorf("-report: %w", err)
	}
	_, err = j.Report(f)
	return errors.Join(err, f.Close())
}
