package annotate

// englishConsole are the notes of the learner's own program and of the end of
// a connection.
var englishConsole = map[key]message{
	localTyped:       {Chat, "RFC 1939 section 3", `There is no connection, so this line stays in your console and no server sees it.`},
	localTelnet:      {Chat, "RFC 1939 section 3", `A word for your own computer: telnet opens a TCP connection to the host and port that you name. No server has seen this line.`},
	localOpenssl:     {Chat, "RFC 8314 section 3.1", `A word for your own computer: openssl s_client opens a connection and wraps it in TLS, which port 995 expects from the first octet on.`},
	localHelpWord:    {Chat, "RFC 1939 section 9", `A question to your console, which answers it itself. POP3 has no help command, so nothing was sent.`},
	localClear:       {Chat, "RFC 1939 section 3", `A word for your console: it tidies the screen. The session goes on as before, and nothing was sent.`},
	localTrying:      {Chat, "RFC 1939 section 3", `Said by telnet: it found the address of the host and asks it for a TCP connection, a pipe for octets in both directions.`},
	localOpened:      {Chat, "RFC 1939 section 3", `The TCP connection stands. In POP3 the server speaks first, so wait for its greeting.`},
	localEscape:      {Chat, "RFC 1939 section 6", `Said by telnet, not by the server. Ctrl-] leads to telnet's own prompt; closing the connection from there is not QUIT and removes no mail.`},
	localUnknownHost: {Warning, "RFC 1123 section 2.1", `No host has this name, so there was nothing to connect to. Check the spelling; a host name has no space in it.`},
	localRefused:     {Warning, "RFC 1939 section 3", `The host exists, but no program listens on this port, so its TCP refused. POP3 listens on port 110, and on 995 inside TLS.`},
	localUsage:       {Chat, "RFC 1939 section 3", `Advice of your own console; no server said this, and none has seen your line.`},
	localOffline:     {Warning, "RFC 1939 section 3", `You are not connected, so your line went nowhere. A session begins when the connection stands and the server has greeted you.`},
	localHelp:        {Chat, "RFC 1939 section 9", `An answer of your console, from its own list of commands. Nothing of it is on the wire.`},
	localOther:       {Chat, "RFC 1939 section 3", `Said by your own program; this line never was on the wire.`},

	closedUpdated:   {Plain, "RFC 1939 section 6", `The server closed the connection behind its reply to QUIT. The UPDATE state is over, and the maildrop is free for the next session.`},
	closedEarly:     {Plain, "RFC 1939 section 6", `The server closed the connection behind its reply to QUIT. You were not logged in, so there was no UPDATE and nothing changed.`},
	closedUncertain: {Warning, "RFC 1939 section 6", `The connection ended before the reply to QUIT came. Whether UPDATE ran cannot be seen from here: log in again and compare.`},

	serverLeftEarly:  {Warning, "RFC 1939 section 4", `The server hung up before anybody had logged in; some do so after a failed login or a long silence. No mail was touched.`},
	serverLeft:       {Warning, "RFC 1939 section 3", `The server hung up without a QUIT from you, perhaps because of silence: it may do so after ten minutes or more. There was no UPDATE, so nothing was removed.`},
	serverLeftMarks:  {Warning, "RFC 1939 section 3", `The server hung up without a QUIT from you, so there was no UPDATE. {n|The message|All # messages} that you marked {n|stays|stay} in the maildrop, without {n|its mark|their marks}.`},
	learnerLeftEarly: {Plain, "RFC 1939 section 6", `You hung up before a login, and without QUIT. Nobody had opened the maildrop, so nothing changed.`},
	learnerLeft:      {Warning, "RFC 1939 section 6", `You hung up: that ends the connection, but it is not QUIT. There was no UPDATE; here nothing was marked, so nothing is lost.`},
	learnerLeftMarks: {Warning, "RFC 1939 section 6", `You hung up: that is not QUIT, so there was no UPDATE. Your {n|mark is|marks are} forgotten, and {n|the message is|the # messages are} still there at the next login.`},
	lineLostEarly:    {Warning, "RFC 1939 section 6", `The connection broke before a login. Nothing happened to any mail; connect again.`},
	lineLost:         {Warning, "RFC 1939 section 6", `The connection broke. Without QUIT there is no UPDATE, so the maildrop is as it was; log in again and go on.`},
	lineLostMarks:    {Warning, "RFC 1939 section 6", `The connection broke, so there was no UPDATE: {n|the marked message stays|the # marked messages stay}. A lost line never loses mail; at worst you fetch it twice.`},

	cutClient: {Warning, "RFC 1939 section 3", `The connection ended within this line. A command counts only with its line end, so the server did not carry it out.`},
	cutServer: {Warning, "RFC 1939 section 3", `The connection ended within this line, so the reply is incomplete. Do not rely on any part of it.`},
}
