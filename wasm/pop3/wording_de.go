package pop3

// german is what every server says after LANG de, in UTF-8, as RFC 6856 section 3
// has it.
var german = Wording{
	Greeting: "POP3-Server bereit",

	User:     "{name}",
	LoggedIn: "Postfach von {name}: {messages} ({octets})",
	List:     "{messages} ({octets})",
	Retr:     "{octets}",
	Dele:     "Nachricht {number} gelöscht",
	Noop:     "nichts getan",
	Rset:     "im Postfach: {messages} ({octets})",
	Top:      "Anfang der Nachricht {number} folgt",
	Uidl:     "eindeutige Kennungen von {messages}",
	Capa:     "Liste der Fähigkeiten folgt",

	Quit:       "POP3-Server verabschiedet sich",
	QuitLeft:   "POP3-Server verabschiedet sich (im Postfach: {messages})",
	QuitEmpty:  "POP3-Server verabschiedet sich (Postfach leer)",
	NotRemoved: "einige gelöschte Nachrichten konnten nicht entfernt werden",

	LineTooLong:     "Zeile zu lang, ein Befehl hat mit CRLF höchstens 255 Oktette",
	ResponseTooLong: "Zeile zu lang, eine Antwort hat mit CRLF höchstens 8192 Oktette",
	Unprintable:     "{octet} an Stelle {number}, ein Befehl besteht aus druckbarem ASCII mit einfachen Leerzeichen",
	EmptyLine:       "leere Zeile, ein Befehl wurde erwartet",
	ExtraSpace:      "überzähliges Leerzeichen, genau eines trennt die Teile eines Befehls",
	UnknownCommand:  "unbekannter Befehl {argument}",
	WrongState:      "{command} ist im Zustand {state} nicht erlaubt",
	MissingArgument: "{command} braucht {wanted}",
	NoArgument:      "{command} nimmt kein Argument, nichts wurde getan",
	ExtraArgument:   "{command} nimmt {wanted} und nichts weiter",
	NotANumber:      "{command} braucht {wanted}, nicht {argument}",
	NotADigest:      "der Digest von APOP besteht aus 32 Hexadezimalziffern",

	StartTLS:  "TLS kann beginnen",
	TLSActive: "Befehl nicht erlaubt, TLS ist schon aktiv",
	NoTLS:     "kein TLS auf diesem Server",
	NeedsTLS:  "erst STLS senden",
	LateTLS:   "STLS muss vor UTF8 kommen",

	NoMechanism: "Verfahren {argument} wird nicht angeboten",
	ServerFirst: "{argument} beginnt mit einer Aufforderung des Servers, im Befehl steht keine Antwort",
	Cancelled:   "AUTH abgebrochen",
	NotBase64:   "kein Base64, AUTH ist beendet",
	BadResponse: "das Verfahren kann diese Antwort nicht lesen, AUTH ist beendet",

	UTF8:       "von jetzt an UTF-8 im Kopf von Nachrichten",
	NeedsUTF8:  "Nachricht {number} hat UTF-8 im Kopf, dafür vor der Anmeldung UTF8 senden",
	Languages:  "Liste der Sprachen folgt",
	Language:   "Antworten von jetzt an auf Deutsch",
	NoLanguage: "die Sprache {argument} gibt es hier nicht, LANG nennt alle",

	NoUser:        "erst USER senden",
	SecondUser:    "nach USER wurde PASS erwartet, neu beginnen mit USER",
	NoSuchUser:    "kein Postfach für {name}",
	WrongPassword: "Name oder Passwort falsch",
	WrongDigest:   "Zugang verweigert",
	NoAPOP:        "kein APOP, die Begrüßung enthält keinen Zeitstempel",
	InUse:         "Postfach ist schon gesperrt",
	TooSoon:       "zwischen zwei Anmeldungen liegen mindestens {number} Sekunden",
	Unavailable:   "Postfach lässt sich jetzt nicht öffnen, später noch einmal versuchen",

	MessageZero: "keine solche Nachricht, die Nummern beginnen mit 1",
	NoMessage:   "keine solche Nachricht, im Postfach: {messages}",
	Deleted:     "Nachricht {number} ist schon gelöscht",

	OneMessage: "1 Nachricht",
	Messages:   "{number} Nachrichten",
	OneOctet:   "1 Oktett",
	Octets:     "{number} Oktette",

	Backspace:  "Rücktaste",
	LoneCR:     "einzelnes CR",
	OtherOctet: "Oktett {number}",

	And:        " und ",
	AMessage:   "eine Nachrichtennummer",
	ALineCount: "eine Zeilenzahl",
	AName:      "einen Namen",
	APassword:  "ein Passwort",
	ADigest:    "einen Digest",
	AMechanism: "ein Verfahren wie PLAIN",
	AResponse:  "eine erste Antwort",
	ATongue:    "eine Sprache",
}
