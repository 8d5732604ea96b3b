package pop3

// Habits are ways in which a server departs from the rules, as a set. Profiles
// of real servers have those that were seen there; broken servers, for lessons
// that ask for the violation, get theirs through Config.Habits. A server without
// habits keeps every rule.
//
// HabitTable describes them. What they do stands in habits_line.go, where a rule is
// broken by how the server reads, in habits_rules.go by what it remembers and
// counts, and in habits_wire.go by the octets of a reply. The rest of the engine
// only asks at the place where the rule lives.
type Habits uint32

const (
	spacesDoubled Habits = 1 << iota
	spacesLeading
	wordsIgnored
	numberNoise
	numbersWrap
	userKept
	userReplaced
	passAgain
	capaVanishing
	capaListed
	noLock
	fetchedHidden
	deleIgnored
	noopEarly
	deleTwice
	markedCounted
	lfSizes
	blankLine
	rsetRefreshes
	renumbering
	twoReplies
	longStatus
	noTerminator
	unstuffedDots
	dotsCounted
	retrDeletes
	lowerCase
	bareLF
	uidIsNumber
	updateWithoutQuit
	errWithBody
	noSpace
)

// Habit is one departure from a rule.
type Habit struct {
	Set     Habits // with this habit alone in it
	Name    string // as scenarios write it: "renumbering"
	Rule    string // the rule that it breaks, a row of wasm/pop3/conformance: "R78"
	RFC     string // where the rule stands
	Summary string // one sentence for people: what the server does
	Seen    string // servers that do it, or ""
}

// habits are ordered as the constants are: those of real servers first.
var habits = []Habit{
	{spacesDoubled, "spaces-doubled", "R8", "RFC 1939 section 3",
		"Several spaces between the words of a command, and spaces behind it, count as one or none.", "Dovecot, Courier, qmail-pop3d"},
	{spacesLeading, "spaces-leading", "R8", "RFC 1939 section 3",
		"Spaces before a command are skipped, and a TAB passes for a space.", "Courier, GNU pop3d"},
	{wordsIgnored, "words-ignored", "R15", "RFC 1939 section 3",
		"Words behind a command that takes none are ignored, so QUIT now ends the session.", "Dovecot, Courier, qmail-pop3d"},
	{numberNoise, "number-noise", "R80", "RFC 1939 section 5",
		"Of a number only the digits at its start count, and what stands behind the number is ignored.", "Courier, qmail-pop3d"},
	{numbersWrap, "numbers-wrap", "R81", "RFC 1939 section 5",
		"Message-numbers wrap at 32 bits, so 4294967297 names message 1.", "Courier"},
	{userKept, "user-kept", "R55", "RFC 1939 section 7",
		"The name of USER is kept while other commands come before PASS.", "Dovecot, Courier, qmail-pop3d, popa3d"},
	{userReplaced, "user-replaced", "R52", "RFC 1939 section 7",
		"A second USER straight behind the first takes its place.", "Dovecot, Courier, qmail-pop3d"},
	{passAgain, "pass-again", "R56", "RFC 1939 section 7",
		"After a wrong password PASS may be tried again without USER.", "Courier"},
	{capaVanishing, "capa-vanishing", "R114", "RFC 2449 section 5",
		"CAPA lists neither USER nor SASL any more after the login.", "Dovecot, Cyrus, Gmail"},
	{capaListed, "capa-listed", "R115", "RFC 2449 section 5",
		"CAPA lists itself.", "Dovecot"},
	{noLock, "no-lock", "R30", "RFC 1939 section 4",
		"Several sessions may open one maildrop at the same time.", "Courier, qmail-pop3d, popa3d"},
	{fetchedHidden, "fetched-hidden", "R40", "RFC 1939 section 6",
		"QUIT takes away every message that was fetched, without any DELE.", "Gmail"},
	{deleIgnored, "dele-ignored", "R38", "RFC 1939 section 6",
		"DELE is answered with +OK, and QUIT removes nothing.", "Gmail"},
	{noopEarly, "noop-early", "R16", "RFC 1939 section 3",
		"NOOP works before the login.", "qmail-pop3d"},
	{deleTwice, "dele-twice", "R92", "RFC 1939 section 5",
		"DELE of a message that is marked already succeeds again.", "GNU pop3d"},
	{markedCounted, "marked-counted", "R72", "RFC 1939 section 5",
		"STAT goes on counting marked messages, though not their octets.", "qmail-pop3d"},
	{lfSizes, "lf-sizes", "R82", "RFC 1939 section 11",
		"Sizes count each line end as one octet, as the file on disk has it.", "qmail-pop3d"},
	{blankLine, "blank-line", "R19", "RFC 1939 section 3",
		"A blank line that belongs to nothing stands before the terminator of a message.", "qmail-pop3d"},
	{rsetRefreshes, "rset-refreshes", "R96", "RFC 1939 section 5",
		"RSET opens the maildrop anew, so messages that have come meanwhile appear.", "Apache James"},
	{renumbering, "renumbering", "R78", "RFC 1939 section 5",
		"After DELE the messages behind the marked one move up by one number.", "Courier, in its newest source"},
	{twoReplies, "two-replies", "R18", "RFC 1939 section 3",
		"A command that is refused gets two replies.", "Dovecot, where bad commands have become too many"},
	{longStatus, "long-status", "R5", "RFC 1939 section 3",
		"The status line has more than 512 octets.", "Dovecot, where it repeats a long line"},
	{noTerminator, "no-terminator", "R19", "RFC 1939 section 3",
		"A reply of several lines ends without the line that holds a dot alone.", ""},
	{unstuffedDots, "unstuffed-dots", "R20", "RFC 1939 section 3",
		"A line that begins with a dot is sent as it is, without a second dot.", ""},
	{dotsCounted, "dots-counted", "R83", "RFC 1939 section 11",
		"Sizes count the dots that byte-stuffing adds.", ""},
	{retrDeletes, "retr-deletes", "R90", "RFC 1939 section 5",
		"RETR marks the message as deleted.", ""},
	{lowerCase, "lower-case", "R4", "RFC 1939 section 3",
		"The status indicators are +ok and -err in small letters.", ""},
	{bareLF, "bare-lf", "R3", "RFC 1939 section 3",
		"Lines end with LF alone.", ""},
	{uidIsNumber, "uid-is-number", "R108", "RFC 1939 section 7",
		"The unique-id is the number of the message, so it changes when others are removed.", ""},
	{updateWithoutQuit, "update-without-quit", "R41", "RFC 1939 section 6",
		"Marked messages are removed when the connection is lost, too.", ""},
	{errWithBody, "err-with-body", "R23", "RFC 1939 section 3",
		"Behind -ERR come further lines and a terminator.", ""},
	{noSpace, "no-space", "R24", "RFC 2449 section 3",
		"No space parts the status indicator from the text behind it.", ""},
}

// HabitTable is every habit. The caller must not change it.
func HabitTable() []Habit { return habits }

// HabitByName gives the set with that one habit in it, and false for a name that
// no habit has.
func HabitByName(name string) (Habits, bool) {
	for _, h := range habits {
		if h.Name == name {
			return h.Set, true
		}
	}
	return 0, false
}

// does says whether the server of this session has one of the habits.
func (s *Session) does(h Habits) bool { return s.habits&h != 0 }
