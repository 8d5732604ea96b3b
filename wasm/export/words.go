package export

// words are the fixed words of the files in one language.
type words struct {
	language string // as HTML names it
	session  string // what a file shows, begun by its protocol; a number may follow
	with     string // between session and host
	begun    string
	counts   [5]string // lines, octets of either side, lines worth a second thought, lines that break a rule
	secrets  string
	masked   string
	legend   string // of the letters before lines; begins with none of them and a colon
	line     string // headings of columns
	note     string
	source   string
	warning  string // calls before notes, those of SEVERITY in the page
	error    string
	decimal  string // what parts seconds from their fractions
	packets  string // what a packet capture is
	inside   string // why a connection begins where TLS does
}

// languages are those of the notes; the first stands in for any other.
var languages = []words{{
	language: "en",
	session:  "POP3 session",
	with:     "with",
	begun:    "Begun",
	counts:   [5]string{"Lines", "Octets of the client", "Octets of the server", "To take care of", "Against the rules"},
	secrets:  "Secrets",
	masked:   "masked",
	legend:   "C is the client, S the server, L the learner's own program.",
	line:     "Line",
	note:     "Note",
	source:   "Source",
	warning:  "Take care.",
	error:    "Against the rules.",
	decimal:  ".",
	packets: "poplab made these packets from the octets of a POP3 session. The octets are those that were sent; " +
		"addresses, sequence numbers and acknowledgements are not.",
	inside: "What went through TLS follows here as a connection of its own, without the TLS around it.",
}, {
	language: "de",
	session:  "POP3-Sitzung",
	with:     "mit",
	begun:    "Beginn",
	counts:   [5]string{"Zeilen", "Oktette des Clients", "Oktette des Servers", "Zu beachten", "Gegen die Regeln"},
	secrets:  "Geheimnisse",
	masked:   "verborgen",
	legend:   "C ist der Client, S der Server, L das eigene Programm der Lernenden.",
	line:     "Zeile",
	note:     "Erläuterung",
	source:   "Quelle",
	warning:  "Achtung.",
	error:    "Regelverstoß.",
	decimal:  ",",
	packets: "poplab hat diese Pakete aus den Oktetten einer POP3-Sitzung gemacht. Die Oktette sind die gesendeten; " +
		"Adressen, Sequenznummern und Bestätigungen sind es nicht.",
	inside: "Was durch TLS ging, folgt hier als eigene Verbindung, ohne das TLS darum.",
}}

// words are those of the language of the notes.
//
//go:noinline
func (s *Session) words() *words {
	for i := range languages {
		if languages[i].language == s.Language {
			return &languages[i]
		}
	}
	return &languages[0]
}
