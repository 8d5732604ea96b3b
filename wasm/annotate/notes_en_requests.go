package annotate

// englishRequests are the notes of commands with which nothing is wrong.
var englishRequests = map[key]message{
	askEarly:       {Warning, "RFC 1939 section 4", `You speak before the server has. It answers after its greeting, so nothing is lost; but only the greeting tells what server this is.`},
	askUser:        {Plain, "RFC 1939 section 7", `You name the mailbox that you want to open: {name}. This is half of a login; PASS must be the very next command.`},
	askPass:        {Warning, "RFC 1939 section 7", `You give the password for {name}. It crosses the wire as it stands: unless TLS wraps the connection, everybody on the way can read it.`},
	askPassSecured: {Plain, "RFC 2595 section 4", `You give the password for {name}. After STLS it travels inside TLS, so a listener on the way sees only noise.`},
	askApop:        {Plain, "RFC 1939 section 7", `You log in as {name} without sending a password: the digest is MD5 over the greeting's timestamp and the shared secret. Under the next timestamp it is worthless.`},
	askStat:        {Plain, "RFC 1939 section 5", `You ask for two totals: how many messages there are, and how many octets they have together.`},
	askListAll:     {Plain, "RFC 1939 section 5", `You ask for the size of every message. Expect several lines, up to one with a lone dot.`},
	askListOne:     {Plain, "RFC 1939 section 5", `You ask for the size of message {n} alone. With a number, the reply is one line and no dot follows.`},
	askRetr:        {Plain, "RFC 1939 section 5", `You fetch message {n} whole. The server sends a copy; the message stays in the maildrop, unmarked.`},
	askDele:        {Plain, "RFC 1939 section 5", `You mark message {n} as deleted. It goes only when you QUIT; until then RSET brings it back.`},
	askNoop:        {Plain, "RFC 1939 section 5", `You ask for a reply and for nothing else. Clients use it to see whether the server is still there; it shows no new mail.`},
	askRset:        {Plain, "RFC 1939 section 5", `You take back {n|the mark|all # marks} that DELE made. RSET knows no single message: it is all or nothing.`},
	askRsetNothing: {Plain, "RFC 1939 section 5", `You take back all deletion marks. None was made in this session, so this changes nothing.`},
	askTop:         {Plain, "RFC 1939 section 7", `You ask for the header of message {n} and the first {m} {m|line|lines} of its body. That marks and removes nothing.`},
	askUidlAll:     {Plain, "RFC 1939 section 7", `You ask for the unique-id of every message: the name that stays the same when the numbers change.`},
	askUidlOne:     {Plain, "RFC 1939 section 7", `You ask for the unique-id of message {n} alone; the reply will be one line.`},
	askCapa:        {Plain, "RFC 2449 section 5", `You ask what the server can do beyond the minimum. CAPA may be asked before and after the login.`},
	askQuit:        {Plain, "RFC 1939 section 6", `You end the session: the server enters the UPDATE state. Nothing is marked, so no message will go.`},
	askQuitMarks:   {Plain, "RFC 1939 section 6", `You end the session, and mean it: in the UPDATE state the server now removes the {n|message|# messages} that you marked.`},
	askQuitEarly:   {Plain, "RFC 1939 section 6", `You leave before a login. The connection will end without an UPDATE state, since no maildrop was opened.`},
	askAuth:        {Plain, "RFC 5034 section 4", `You log in by the SASL mechanism {name}. The server now asks with lines that begin with "+", and you answer in base64; "*" gives up.`},
	askAuthInitial: {Warning, "RFC 5034 section 4", `You log in by the SASL mechanism {name}, with the first response in the same line. Base64 hides nothing: without TLS it is as readable as a password.`},
	askAuthBare:    {Warning, "RFC 5034 section 4", `You ask which login mechanisms there are. Some servers answer this old form with a list; the standard way is the SASL line of CAPA.`},
	askStls:        {Plain, "RFC 2595 section 4", `You ask to wrap this connection in TLS. If the server agrees, everything behind its +OK is encrypted.`},
	askUtf8:        {Plain, "RFC 6856 section 2.1", `You tell the server that it may send UTF-8 in headers too. Mail with international addresses needs that.`},
	askLang:        {Plain, "RFC 6856 section 3.2", `You ask for the language of the texts behind +OK and -ERR. Programs ignore those texts, people do not.`},

	response:          {Warning, "RFC 5034 section 4", `Your response within AUTH, in base64. That is a way of writing, not encryption: without TLS anybody can turn it back.`},
	responseCancel:    {Plain, "RFC 5034 section 4", `A lone "*" gives up this login. The server must answer -ERR, and you are back in the AUTHORIZATION state.`},
	responseQuit:      {Error, "RFC 5034 section 4", `Within AUTH this is no command: the server waits for base64, and QUIT happens to be valid base64. Send "*" to get out.`},
	responseNotBase64: {Error, "RFC 5034 section 4", `Within AUTH the server waits for base64, and this is none. It will refuse; send "*" to leave an AUTH exchange.`},

	keywordCase:  {Plain, "RFC 1939 section 3", `Keywords work in any case of letters; passwords do not.`},
	clientBareLF: {Warning, "RFC 1939 section 3", `Your line ended with LF alone; the rule is CR LF.`},
}
