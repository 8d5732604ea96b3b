package pop3

import (
	"slices"
	"strings"
)

// args are the arguments of one command, checked against its row in the table.
type args struct {
	text    [2]string // arguments in the order of the row, as typed; "" where absent
	message int       // index from 0 of an existing, unmarked message; -1 where absent
	lines   int       // count of body lines, saturated
}

// parse reads arguments by the specification of the command. It is the only
// place that does, so no handler can forget a check: a number out of range, a
// marked message and an argument too many end here.
func (s *Session) parse(c *Command, text string, spaced bool) (args, error) {
	words, err := s.split(c, text, spaced)
	if err != nil {
		return args{}, err
	}
	a, number := args{message: -1}, -1
	for i, word := range words {
		a.text[i] = word
		switch c.Args[i].Kind {
		case Number:
			err = s.decimal(c, i, word, &number)
		case Lines:
			err = s.decimal(c, i, word, &a.lines)
		}
		if err != nil {
			return args{}, err
		}
	}
	if number >= 0 {
		a.message, err = s.messageIndex(c, number, words[0])
	}
	return a, err
}

// split cuts the text after the keyword into words and counts them.
func (s *Session) split(c *Command, text string, spaced bool) ([]string, error) {
	words := s.forgive(c, c.words(text, spaced))
	var fault Template
	wanted := c.Args
	switch {
	case len(words) < c.required():
		fault, wanted = s.words.MissingArgument, c.Args[:c.required()]
	case slices.Contains(words, ""):
		fault = s.words.ExtraSpace
	case len(words) > 0 && len(c.Args) == 0:
		fault = s.words.NoArgument
	case len(words) > len(c.Args):
		fault = s.words.ExtraArgument
	default:
		return words, nil
	}
	return nil, s.no(fault, facts{command: c.Name, wanted: s.words.wanted(wanted)})
}

// words cuts at every space, so that an empty word shows a space too many: one
// space separates (RFC 1939 section 3). A Rest argument keeps its spaces. A
// space with nothing behind it means a forgotten argument where one is needed.
func (c *Command) words(text string, spaced bool) []string {
	switch {
	case text == "" && (!spaced || c.required() > 0):
		return nil
	case len(c.Args) > 0 && c.Args[0].Kind == Rest:
		return []string{text}
	}
	return strings.Split(text, " ")
}

// decimal reads a number, or refuses the word.
func (s *Session) decimal(c *Command, arg int, word string, n *int) error {
	var ok bool
	if *n, ok = Decimal(s.digits(c.Args[arg].Kind, word)); !ok {
		return s.no(s.words.NotANumber, facts{command: c.Name, wanted: string(s.words.phrase(c.Args[arg])), argument: word})
	}
	return nil
}

// messageIndex turns a message-number, counted from 1, into an index, and
// refuses numbers without a message and messages that are marked (RFC 1939
// section 5).
func (s *Session) messageIndex(c *Command, number int, word string) (int, error) {
	var fault Template
	switch place := s.place(number); {
	case number == 0:
		fault = s.words.MessageZero
	case place > len(s.marked):
		fault = s.words.NoMessage
	case s.marked[place-1] && !s.repeats(c):
		fault = s.words.Deleted
	default:
		return place - 1, nil
	}
	return -1, s.no(fault, facts{number: number, argument: word, messages: len(s.marked)})
}

// required is how many arguments must be there; optional ones come last.
func (c *Command) required() int {
	n := 0
	for _, a := range c.Args {
		if !a.Optional {
			n++
		}
	}
	return n
}
