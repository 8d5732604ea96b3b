package compare

// rule is one of package conformance that decides a difference which no note tells of.
type rule uint8

const (
	none rule = iota
	lineEnds
	otherSet
	notRemoved
	noPassword
	stamp
	otherStamp
	statDue
	listDue
	numbersFit
	retrDue
	unchanged
	deleDue
	noopDue
	rsetDue
	topLines
	bothStates
	ownLine
	tagMatches
	responseCodes
	inUse
	loginDelay
	tooSoon
	pipelining
	expire
	implementation
	anyCode
	trouble
	credentials
	stlsNow
	sasl
	utf8Names
	mechanisms
	utf8Mail
	languages
)

// rules are their names and citations.
var rules = [...]struct{ name, rfc string }{
	none:           {},
	lineEnds:       {"R3", "RFC 1939 section 3"},
	otherSet:       {"R14", "RFC 1939 section 3"},
	notRemoved:     {"R39", "RFC 1939 section 6"},
	noPassword:     {"R48", "RFC 1939 section 7"},
	stamp:          {"R61", "RFC 1939 section 7"},
	otherStamp:     {"R62", "RFC 1939 section 7"},
	statDue:        {"R70", "RFC 1939 section 5"},
	listDue:        {"R74", "RFC 1939 section 5"},
	numbersFit:     {"R85", "RFC 1939 section 5"},
	retrDue:        {"R86", "RFC 1939 section 5"},
	unchanged:      {"R87", "RFC 1939 section 5"},
	deleDue:        {"R91", "RFC 1939 section 5"},
	noopDue:        {"R94", "RFC 1939 section 5"},
	rsetDue:        {"R95", "RFC 1939 section 5"},
	topLines:       {"R100", "RFC 1939 section 7"},
	bothStates:     {"R112", "RFC 2449 section 5"},
	ownLine:        {"R115", "RFC 2449 section 5"},
	tagMatches:     {"R116", "RFC 2449 section 6"},
	responseCodes:  {"R117", "RFC 2449 section 6.4"},
	inUse:          {"R118", "RFC 2449 section 8.1.2"},
	loginDelay:     {"R119", "RFC 2449 section 6.5"},
	tooSoon:        {"R120", "RFC 2449 section 8.1.1"},
	pipelining:     {"R121", "RFC 2449 section 6.6"},
	expire:         {"R122", "RFC 2449 section 6.7"},
	implementation: {"R124", "RFC 2449 section 6.9"},
	anyCode:        {"R125", "RFC 2449 section 3"},
	trouble:        {"R126", "RFC 3206 section 4"},
	credentials:    {"R127", "RFC 3206 section 5"},
	stlsNow:        {"R128", "RFC 2595 section 4"},
	sasl:           {"R138", "RFC 5034 section 3"},
	utf8Names:      {"R139", "RFC 6856 section 2.2"},
	mechanisms:     {"R147", "RFC 5034 section 4"},
	utf8Mail:       {"R153", "RFC 6856 section 2.1"},
	languages:      {"R156", "RFC 6856 section 3.2"},
}

// table has the rules of names, such as keywords.
type table []struct {
	name string
	rule rule
}

// of is the rule of a name, or another one where the table has none.
func (t table) of(name string, other rule) rule {
	for i := range t {
		if t[i].name == name {
			return t[i].rule
		}
	}
	return other
}

// due are the commands that every server has, with the rule that asks for +OK.
var due = table{
	{"STAT", statDue}, {"LIST", listDue}, {"RETR", retrDue}, {"DELE", deleDue}, {"NOOP", noopDue}, {"RSET", rsetDue},
}

// refusable are commands that a server may refuse for a reason of their own. The others
// it need not have.
var refusable = table{
	{"USER", noPassword}, {"PASS", noPassword}, {"AUTH", mechanisms}, {"LANG", languages}, {"QUIT", notRemoved},
}

// codes are the rules of response codes.
var codes = table{
	{"IN-USE", inUse}, {"LOGIN-DELAY", tooSoon}, {"AUTH", credentials},
	{"SYS/TEMP", trouble}, {"SYS/PERM", trouble}, {"UTF8", utf8Mail},
}

// capabilities are the rules of the lines of CAPA.
var capabilities = table{
	{"TOP", tagMatches}, {"USER", tagMatches}, {"UIDL", tagMatches}, {"RESP-CODES", responseCodes},
	{"LOGIN-DELAY", loginDelay}, {"PIPELINING", pipelining}, {"EXPIRE", expire}, {"IMPLEMENTATION", implementation},
	{"AUTH-RESP-CODE", credentials}, {"STLS", stlsNow}, {"SASL", sasl}, {"UTF8", utf8Names}, {"LANG", languages},
}
