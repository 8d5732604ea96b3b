package annotate

import (
	"strings"

	"poplab/wasm/pop3"
)

// arguments checks the arguments of a command by the command table, the one
// place that knows what they may be.
func (s *session) arguments(l *line, command *pop3.Command, a args) doubt {
	a.Line = command.Example
	d := s.badArgument(l, command, a)
	if l.shown != l.text { // a secret is in the line, perhaps in the argument
		d.args.Word, d.args.Line = hidden, command.Example
	}
	return d
}

// badArgument finds the first argument that is wrong. Servers count the arguments
// before they read them, and so do the notes.
func (s *session) badArgument(l *line, command *pop3.Command, a args) doubt {
	given := split(l.arguments, command)
	if n := len(command.Args); len(given) > n {
		a.Line = suggest(command, strings.Join(given[:n], " "))
		return doubt{tooMany(given, command), a}
	}
	if i := len(given); !enough(i, command) {
		return doubt{missing(command.Args[i], i), a}
	}
	for i, word := range given {
		if d := s.argument(word, command.Args[i], a); d.mistake != none {
			return d
		}
	}
	return s.choice(l, a)
}

// enough says whether n arguments are all that the command needs.
func enough(n int, c *pop3.Command) bool { return n == len(c.Args) || c.Args[n].Optional }

// suggest gives a valid line of the command: with these arguments if the table
// allows them, else its example. Which messages there are does not matter.
func suggest(c *pop3.Command, arguments string) string {
	given := split(arguments, c)
	valid := len(given) <= len(c.Args) && enough(len(given), c) && !strings.Contains(arguments, hidden)
	for i := 0; valid && i < len(given); i++ {
		if c.Args[i].Kind == pop3.Number || c.Args[i].Kind == pop3.Lines {
			_, valid = pop3.Decimal(given[i])
		}
	}
	if !valid {
		return c.Example
	}
	return strings.TrimSuffix(c.Name+" "+quote(arguments), " ")
}

// split parts the arguments; a Rest argument takes all that is left.
func split(arguments string, command *pop3.Command) []string {
	if arguments == "" {
		return nil
	}
	if n := len(command.Args); n > 0 && command.Args[n-1].Kind == pop3.Rest {
		return strings.SplitN(arguments, " ", n)
	}
	return strings.Split(arguments, " ")
}

// surplus are the commands whose further arguments have a reason of their own.
var surplus = glossary[mistake]{
	{"USER", userWithPassword}, {"QUIT", quitWithWords}, {"RSET", rsetWithNumber}, {"RETR DELE", severalNumbers},
}

// tooMany says what is wrong with further arguments.
func tooMany(given []string, command *pop3.Command) mistake {
	m, found := surplus.find(command.Name)
	_, isNumber := pop3.Decimal(given[0])
	switch {
	case found && (isNumber || m != severalNumbers):
		return m
	case len(command.Args) == 0:
		return takesNothing
	}
	return tooManyWords
}

// missing says which argument is not there.
func missing(spec pop3.Arg, i int) mistake {
	switch spec.Kind {
	case pop3.Number:
		return missingNumber
	case pop3.Lines:
		return missingLines
	case pop3.Rest:
		return missingPassword
	}
	if i > 0 {
		return missingDigest
	}
	return missingName
}

// argument checks one argument by its kind.
func (s *session) argument(given string, spec pop3.Arg, a args) doubt {
	a.Word = quote(given)
	switch spec.Kind {
	case pop3.Number:
		return s.messageNumber(given, a)
	case pop3.Lines:
		if _, ok := pop3.Decimal(given); !ok {
			return doubt{linesNotNumber, a}
		}
	case pop3.Word:
		if inner := strings.Trim(given, `<>"'`); inner != given && spec.Name == "name" {
			a.Line = a.Command + " " + quote(inner)
			return doubt{bracketedName, a}
		}
	}
	return doubt{}
}

// messageNumber checks a message-number: decimal digits, from 1 up, one only.
func (s *session) messageNumber(given string, a args) doubt {
	n, ok := pop3.Decimal(given)
	a.N, a.M, a.Total = n, s.count, s.present()
	if ok {
		return doubt{s.knownNumber(n, a.Command), a}
	}
	inner := strings.Trim(given, "#()<>[]\"'.:;,")
	if _, ok := pop3.Decimal(inner); ok {
		a.Line = a.Command + " " + quote(inner)
		return doubt{punctuatedNumber, a}
	}
	if _, ok := pop3.Decimal(strings.TrimLeft(given, "+-")); ok {
		return doubt{signedNumber, a}
	}
	if given == "*" || pop3.EqualFold(given, "all") {
		return doubt{wildcard, a}
	}
	if strings.Trim(given, "0123456789,-:") == "" {
		return doubt{rangeOfNumbers, a}
	}
	return doubt{notNumber, a}
}

// knownNumber compares a message-number with what the session has told.
func (s *session) knownNumber(n int, command string) mistake {
	switch {
	case n == 0:
		return zeroNumber
	case s.marked[n] && s.marking > 0: // perhaps not for much longer
		return none
	case s.marked[n] && command == "DELE":
		return markedTwice
	case s.marked[n]:
		return markedMessage
	case s.count != unknown && n > s.count && !s.knows(n):
		return noSuchMessage
	}
	return none
}

// knows says whether LIST or UIDL named a message, be the numbers as they may.
func (s *session) knows(n int) bool {
	_, sized := s.sizes[n]
	_, named := s.ids[n]
	return sized || named
}

// choice looks at arguments that are in order, and still will not help.
func (s *session) choice(l *line, a args) doubt {
	switch l.keyword {
	case "PASS":
		switch first, last := l.arguments[0], l.arguments[len(l.arguments)-1]; {
		case first == ' ' || last == ' ':
			return doubt{passwordWithSpaces, a}
		case len(l.arguments) > 2 && (first == '<' && last == '>' || first == last && (first == '"' || first == '\'')):
			return doubt{bracketedPassword, a}
		}
	case "APOP":
		_, digest, _ := strings.Cut(l.arguments, " ")
		return doubt{s.digest(digest), a}
	}
	return doubt{}
}

// digest checks the form of an APOP digest: MD5 in 32 small hexadecimal digits
// (RFC 1939 section 7).
func (s *session) digest(digest string) mistake {
	small := strings.Trim(digest, "0123456789abcdef") == ""
	switch {
	case s.timestamp == "":
		return apopNotOffered
	case len(digest) == 32 && small, isMask(digest):
		return none
	case len(digest) == 32 && strings.Trim(pop3.Lower(digest), "0123456789abcdef") == "":
		return digestCapitals
	}
	return digestForm
}
