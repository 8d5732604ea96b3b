package pop3_test

import (
	"slices"
	"strconv"
	"strings"
)

// rules are checks of rules by what goes over the wire, for the sessions of
// TestHabits. Each gives the fault that it found, or "". None knows what the
// server meant to do.
var rules = map[string]func(record) string{
	"R3":   linesEndCRLF,
	"R4":   capitals,
	"R5":   shortStatus,
	"R8":   refused(spaced),
	"R15":  refused(func(line string) bool { return strings.HasPrefix(line, "STAT ") }),
	"R16":  refused(func(line string) bool { return line == "NOOP" }),
	"R18":  oneReply,
	"R19":  terminated,
	"R20":  sizesAreTrue,
	"R23":  errIsOneLine,
	"R24":  spaceBehindStatus,
	"R30":  oneSession,
	"R38":  markedGo,
	"R40":  unmarkedStay,
	"R41":  unmarkedStay,
	"R52":  userFromNothing,
	"R55":  passBehindUser,
	"R56":  passBehindUser,
	"R72":  statIsList,
	"R78":  numbersStay,
	"R80":  refused(numberless),
	"R81":  refused(huge),
	"R82":  sizesAreTrue,
	"R83":  sizesAreTrue,
	"R90":  retrChangesNothing,
	"R92":  numbersStay,
	"R96":  statStays,
	"R108": uidsStay,
	"R114": capabilitiesStay,
	"R115": capaIsNotListed,
}

func positive(reply string) bool { return strings.HasPrefix(strings.ToUpper(reply), "+OK") }

// spaced: there are more spaces in the line than parts to be parted.
func spaced(line string) bool { return strings.Join(strings.Fields(line), " ") != line }

// numberless: LIST of something that is no number.
func numberless(line string) bool {
	_, number, found := strings.Cut(line, "LIST ")
	return found && strings.Trim(number, "0123456789") != ""
}

// huge: LIST of more than the maildrops here can hold.
func huge(line string) bool { return strings.HasPrefix(line, "LIST ") && len(line) > len("LIST 999") }

// body are the lines of a reply behind the status line, up to the terminator.
func body(reply string) []string {
	lines := strings.Split(reply, "\r\n")[1:]
	end := slices.Index(lines, ".")
	if end < 0 {
		return nil
	}
	return lines[:end]
}

// message is what a client keeps of a reply to RETR.
func message(reply string) string {
	var b strings.Builder
	for _, line := range body(reply) {
		b.WriteString(strings.TrimPrefix(line, ".") + "\r\n")
	}
	return b.String()
}

// each asks for every exchange, and gives the first fault.
func each(fault func(exchange) bool) func(record) string {
	return func(r record) string {
		for _, x := range r.said {
			if x.reply != "" && fault(x) {
				return x.line + ": " + x.reply
			}
		}
		return ""
	}
}

// refused: the server answers lines of that kind with -ERR.
func refused(kind func(line string) bool) func(record) string {
	return each(func(x exchange) bool { return kind(x.line) && positive(x.reply) })
}

var linesEndCRLF = each(func(x exchange) bool {
	return strings.ContainsAny(strings.ReplaceAll(x.reply, "\r\n", ""), "\r\n") || !strings.HasSuffix(x.reply, "\r\n")
})

var capitals = each(func(x exchange) bool {
	return !strings.HasPrefix(x.reply, "+OK") && !strings.HasPrefix(x.reply, "-ERR")
})

var shortStatus = each(func(x exchange) bool {
	status, _, _ := strings.Cut(x.reply, "\r\n")
	return len(status) > 510
})

var oneReply = each(func(x exchange) bool { return strings.Count("\r\n"+x.reply, "\r\n-ERR") > 1 })

// terminated: a listing ends with the terminator, and before that of RETR 1 stands
// as much as LIST announced.
func terminated(r record) string {
	if fault := each(func(x exchange) bool {
		return x.line == "LIST" && positive(x.reply) && !strings.HasSuffix(x.reply, "\r\n.\r\n")
	})(r); fault != "" {
		return fault
	}
	return sizesAreTrue(r)
}

var errIsOneLine = each(func(x exchange) bool {
	return strings.HasPrefix(x.reply, "-ERR") && strings.Count(x.reply, "\r\n") > 1
})

var spaceBehindStatus = each(func(x exchange) bool {
	rest := strings.TrimPrefix(strings.TrimPrefix(x.reply, "+OK"), "-ERR")
	return rest[0] != ' ' && rest[0] != '\r'
})

// oneSession: while one session has the maildrop, nobody else gets it.
func oneSession(r record) string {
	open := 0
	for _, x := range r.said {
		if strings.HasPrefix(x.line, "PASS ") && positive(x.reply) {
			open++
		}
	}
	if open > 1 {
		return strconv.Itoa(open) + " sessions are open at the same time"
	}
	return ""
}

// markedGo: behind QUIT as many messages are gone as DELE marked.
func markedGo(r record) string {
	marked := 0
	for _, x := range r.said {
		if strings.HasPrefix(x.line, "DELE ") && positive(x.reply) {
			marked++
		}
	}
	return leaves(r, 3-marked)
}

// unmarkedStay: without DELE, or without QUIT, every message is still there.
func unmarkedStay(r record) string { return leaves(r, 3) }

func leaves(r record, want int) string {
	if len(r.left) != want {
		return strconv.Itoa(len(r.left)) + " messages are left"
	}
	return ""
}

// userFromNothing: USER does not come straight behind a USER that was accepted.
func userFromNothing(r record) string {
	return follows(r, "USER ", func(x exchange) bool { return !strings.HasPrefix(x.line, "USER ") || !positive(x.reply) })
}

// passBehindUser: PASS comes straight behind a USER that was accepted.
func passBehindUser(r record) string {
	return follows(r, "PASS ", func(x exchange) bool { return strings.HasPrefix(x.line, "USER ") && positive(x.reply) })
}

// follows: a command succeeds only behind certain exchanges.
func follows(r record, keyword string, good func(exchange) bool) string {
	for i, x := range r.said {
		if i > 0 && strings.HasPrefix(x.line, keyword) && positive(x.reply) && !good(r.said[i-1]) {
			return x.line + " behind " + r.said[i-1].line
		}
	}
	return ""
}

// statIsList: STAT counts what LIST lists.
func statIsList(r record) string {
	listed := -1
	for _, x := range r.said {
		switch x.line {
		case "LIST":
			listed = len(body(x.reply))
		case "STAT":
			if !strings.HasPrefix(x.reply, "+OK "+strconv.Itoa(listed)+" ") {
				return x.reply
			}
		}
	}
	return ""
}

// numbersStay: the number of a message that DELE marked names no other one, and
// no command may name it again.
func numbersStay(r record) string {
	deleted := ""
	for _, x := range r.said {
		keyword, number, _ := strings.Cut(x.line, " ")
		switch {
		case keyword == "DELE" && number == deleted && positive(x.reply):
			return "DELE " + number + " succeeds twice"
		case keyword == "DELE":
			deleted = number
		case number != "" && number == deleted && positive(x.reply):
			return x.line + " behind its DELE: " + x.reply
		}
	}
	return ""
}

// sizesAreTrue: LIST and RETR of one message speak of the same octets.
func sizesAreTrue(r record) string {
	listed, fetched := "", ""
	for _, x := range r.said {
		switch keyword, _, _ := strings.Cut(x.line, " "); keyword {
		case "LIST":
			listed = x.reply[strings.LastIndexByte(x.reply, ' ')+1:]
		case "RETR":
			fetched = strconv.Itoa(len(message(x.reply))) + "\r\n"
		}
	}
	if fetched != "" && listed != fetched {
		return "listed " + listed + ", fetched " + fetched
	}
	return ""
}

// retrChangesNothing: RETR leaves all three messages to STAT.
var retrChangesNothing = each(func(x exchange) bool { return x.line == "STAT" && !strings.HasPrefix(x.reply, "+OK 3 ") })

// statStays: STAT says the same as long as nothing is marked.
func statStays(r record) string {
	first := ""
	for _, x := range r.said {
		if x.line == "STAT" && first == "" {
			first = x.reply
		}
		if x.line == "STAT" && x.reply != first {
			return x.reply
		}
	}
	return ""
}

// uidsStay: messages that are equal octet for octet have the same unique-id in
// every session.
func uidsStay(r record) string {
	uidOf := map[string]string{}
	listing := map[string]string{} // of the newest session: number to unique-id
	fetched := map[string]string{} // number to message
	for _, x := range r.said {
		keyword, number, _ := strings.Cut(x.line, " ")
		switch keyword {
		case "connect":
			clear(listing)
			clear(fetched)
		case "RETR":
			fetched[number] = message(x.reply)
		case "UIDL":
			for _, line := range append(body(x.reply), strings.TrimSpace(strings.TrimPrefix(x.reply, "+OK "))) {
				n, uid, _ := strings.Cut(line, " ")
				listing[n] = uid
			}
		}
		for n, m := range fetched {
			uid := listing[n]
			if uid == "" {
				continue
			}
			if uidOf[m] != "" && uidOf[m] != uid {
				return "one message is " + uidOf[m] + " and then " + uid
			}
			uidOf[m] = uid
		}
	}
	return ""
}

// capabilitiesStay: the second CAPA lists all that the first did.
func capabilitiesStay(r record) string {
	var first []string
	for _, x := range r.said {
		if x.line != "CAPA" {
			continue
		}
		for _, line := range first {
			if !slices.Contains(body(x.reply), line) {
				return line + " is gone"
			}
		}
		first = body(x.reply)
	}
	return ""
}

var capaIsNotListed = each(func(x exchange) bool { return x.line == "CAPA" && slices.Contains(body(x.reply), "CAPA") })
