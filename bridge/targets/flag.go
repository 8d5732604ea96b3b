package targets

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"poplab/bridge/forward"
	"poplab/wasm/near"
)

// List is a flag.Value: the targets of flags that may be given several times.
type List struct{ forward.Targets }

// Set is flag.Value. Relative paths begin where the program was started.
func (l *List) Set(s string) error {
	t, err := Parse(s)
	if err != nil {
		return err
	}
	if _, taken := l.Find(t.Name); taken {
		return fmt.Errorf("target %s: the name is taken; give this one another", t.Name)
	}
	l.Targets = append(l.Targets, t)
	return nil
}

func (l *List) String() string {
	list := make([]string, len(l.Targets))
	for i, t := range l.Targets {
		list[i] = t.Name + "=" + t.Address
	}
	return strings.Join(list, " ")
}

// Parse reads NAME=HOST:PORT and what may follow behind commas. An IPv6 address
// stands in brackets: lab=[::1]:110.
func Parse(s string) (forward.Target, error) {
	name, rest, ok := strings.Cut(s, "=")
	if !ok {
		return forward.Target{}, errors.New("want NAME=HOST:PORT, such as school=mail.example.org:110")
	}
	if err := checkName(name); err != nil {
		return forward.Target{}, err
	}
	d := draft{Target: forward.Target{Name: name}, given: map[string]bool{}}
	if err := d.parse("address=" + rest); err != nil {
		return forward.Target{}, fmt.Errorf("target %s: %w", name, err)
	}
	return d.Target, nil
}

// parse reads settings with commas between.
func (d *draft) parse(s string) error {
	for part := range strings.SplitSeq(s, ",") {
		if err := d.parseOne(part); err != nil {
			return err
		}
	}
	if wrong := d.finish(); len(wrong) > 0 {
		return wrong[0]
	}
	return nil
}

func (d *draft) parseOne(part string) error {
	name, value, valued := strings.Cut(part, "=")
	s := find(name)
	switch {
	case s == nil:
		return unknown(name)
	case d.given[name] && name != "network":
		return fmt.Errorf("%s stands there twice; leave one of them out", name)
	case !valued && !s.alone:
		return fmt.Errorf("%s needs a value, as in %s=VALUE", name, name)
	case !valued:
		value = "true"
	}
	return d.apply(s, value)
}

// unknown explains a name that no setting has.
func unknown(name string) error {
	if meant := near.Name(name, names()); meant != "" {
		return fmt.Errorf("there is no setting %q; did you mean %q?", shown(name), meant)
	}
	return fmt.Errorf("there is no setting %q; a target has %s", shown(name), strings.Join(names(), ", "))
}

// targetName keeps names readable in a URL and out of trouble in a path.
var targetName = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$`)

func checkName(name string) error {
	if !targetName.MatchString(name) {
		return fmt.Errorf("name %q: want 1 to 32 letters, digits, - or _", shown(name))
	}
	if name == forward.AnyName {
		return fmt.Errorf("name %q: it stands for every server, with -allow-any-public; choose another", name)
	}
	return nil
}
