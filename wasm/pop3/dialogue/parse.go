package dialogue

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

var (
	setupVerbs = []string{"profile", "timestamp", "tls", "require-tls", "user", "password", "secret", "logindelay", "expire", "message"}
	caseVerbs  = []string{"connect", "login", "on", "starttls", "closed", "drop", "deliver", "fail", "mend", "wait"}
)

// Read reads the cases of every .txt file in a folder, in the order of their
// names. A folder without any is an error, or a test that plays them would pass
// with nothing played.
func Read(folder string) ([]Case, error) {
	files, err := filepath.Glob(filepath.Join(folder, "*.txt"))
	if err == nil && len(files) == 0 {
		err = errors.New("dialogue: no .txt files in " + folder)
	}
	var all []Case
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		cases, err := Parse(filepath.ToSlash(file), string(text))
		if err != nil {
			return nil, err
		}
		all = append(all, cases...)
	}
	return all, err
}

// Parse reads the cases of a file. Its error names the file, the line and what
// is wrong there.
func Parse(file, text string) ([]Case, error) {
	var shared []step
	var cases []Case
	for i, line := range strings.Split(text, "\n") {
		s := step{file: file, number: i + 1}
		if name, found := strings.CutPrefix(line, "== "); found {
			cases = append(cases, Case{Name: name, setup: slices.Clone(shared)})
			continue
		}
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if err := s.read(line); err != nil {
			return nil, err
		}
		switch current := len(cases) - 1; {
		case current < 0 && s.isSetup():
			shared = append(shared, s)
		case current < 0:
			return nil, s.wrong("a case must begin with == NAME before ", s.verb)
		case s.isSetup():
			cases[current].setup = append(cases[current].setup, s)
		default:
			cases[current].steps = append(cases[current].steps, s)
		}
	}
	return cases, nil
}

func (s *step) isSetup() bool { return slices.Contains(setupVerbs, s.verb) }

// read takes one line apart.
func (s *step) read(line string) (err error) {
	verb, text, _ := strings.Cut(line, " ")
	s.verb, s.text = strings.TrimRight(verb, ":>"), text
	switch verb {
	case "C:", "S:":
		if rest, cut := strings.CutSuffix(text, " ..."); cut && verb == "S:" {
			s.text, s.open = rest, true
		} else {
			s.text += "\r\n"
		}
	case "C>", "S>":
		s.text, err = s.octets(text)
	default:
		if !s.isSetup() && !slices.Contains(caseVerbs, verb) {
			return s.wrong("unknown word ", verb)
		}
	}
	return err
}

// octets reads quotations, each with an optional *N behind it.
func (s *step) octets(text string) (string, error) {
	var b strings.Builder
	for text != "" {
		quoted, err := strconv.QuotedPrefix(text)
		if err != nil {
			return "", s.wrong("expected a quotation at ", text)
		}
		text = text[len(quoted):]
		octets, err := strconv.Unquote(quoted)
		if err != nil {
			return "", s.wrong(err.Error())
		}
		times := 1
		if factor, found := strings.CutPrefix(text, "*"); found {
			factor, _, _ = strings.Cut(factor, " ")
			if times, err = strconv.Atoi(factor); err != nil || times < 0 {
				return "", s.wrong("expected a number, not ", factor)
			}
			text = text[1+len(factor):]
		}
		b.WriteString(strings.Repeat(octets, times))
		text = strings.TrimPrefix(text, " ")
	}
	return b.String(), nil
}
