package conformance

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

var (
	heading   = regexp.MustCompile(`^([RD][1-9][0-9]*) (must|should|may|open) (RFC [0-9]+ section [0-9.]+)$`)
	exampling = regexp.MustCompile(`^(C: .*|S: .*|S> ".*"|connect|closed)$`)
)

// parse reads a list of rules. Its error begins with the number of a line.
func parse(text string) ([]Chapter, error) {
	var p parser
	for i, line := range strings.Split(text, "\n") {
		if err := p.read(line); err != nil {
			return nil, fmt.Errorf("%d: %w", i+1, err)
		}
	}
	return p.chapters, p.end()
}

// parser collects rules. Lines of a block go where into points; nil stands for
// "no block is open".
type parser struct {
	chapters []Chapter
	rule     *Rule
	into     *string
}

func (p *parser) read(line string) error {
	title, isTitle := strings.CutPrefix(line, "== ")
	switch {
	case strings.HasPrefix(line, "#"):
		return nil
	case line == "":
		return p.end()
	case p.rule != nil:
		return p.more(line)
	case isTitle:
		p.chapters = append(p.chapters, Chapter{Heading: title})
		return nil
	}
	return p.begin(line)
}

// begin opens the block of a rule.
func (p *parser) begin(line string) error {
	m := heading.FindStringSubmatch(line)
	if m == nil {
		return fmt.Errorf("expected NAME LEVEL CITATION, not %q", line)
	}
	if len(p.chapters) == 0 {
		return fmt.Errorf("%s stands in no chapter", m[1])
	}
	last := &p.chapters[len(p.chapters)-1]
	last.Rules = append(last.Rules, Rule{Name: m[1], Level: Level(m[2]), RFC: m[3]})
	p.rule = &last.Rules[len(last.Rules)-1]
	p.into = &p.rule.Text
	return nil
}

// more adds a line to the open block.
func (p *parser) more(line string) error {
	if exampling.MatchString(line) {
		p.rule.Example = append(p.rule.Example, line)
		p.into = nil
		return nil
	}
	if here, ok := strings.CutPrefix(line, "Here: "); ok {
		p.into, line = &p.rule.Here, here
	} else if why, ok := strings.CutPrefix(line, "Why: "); ok {
		p.into, line = &p.rule.Why, why
	}
	if p.into == nil {
		return fmt.Errorf("words stand before the example: %q", line)
	}
	*p.into = strings.TrimSpace(*p.into + " " + line)
	return nil
}

// end closes a block and looks whether it is complete.
func (p *parser) end() error {
	r := p.rule
	p.rule, p.into = nil, nil
	switch {
	case r == nil:
		return nil
	case r.Text == "":
		return fmt.Errorf("%s says nothing", r.Name)
	case slices.Contains([]Level{May, Open}, r.Level) != (r.Here != ""):
		return fmt.Errorf("%s: Here belongs to may and open, and to nothing else", r.Name)
	case (r.Level == Open) != strings.HasPrefix(r.Name, "D"):
		return fmt.Errorf("%s: the points of level open are those named D", r.Name)
	}
	return nil
}
