package annotate

// englishCapabilities are the notes of the entries of CAPA.
var englishCapabilities = map[key]message{
	capaTop:            {Plain, "RFC 2449 section 6.1", `The TOP command is there: a look at headers without fetching whole messages.`},
	capaUser:           {Plain, "RFC 2449 section 6.2", `Login with USER and PASS is possible; the password is then readable on the wire unless TLS wraps it.`},
	capaSasl:           {Plain, "RFC 5034 section 3", `AUTH is there, with these mechanisms: {word}.`},
	capaSaslEmpty:      {Error, "RFC 5034 section 3", `A SASL line without a mechanism promises nothing; it should not be here at all.`},
	capaRespCodes:      {Plain, "RFC 2449 section 6.4", `A text behind -ERR that begins with "[" is a response code, a reason that programs can read, such as [IN-USE].`},
	capaLoginDelay:     {Plain, "RFC 2449 section 6.5", `Between two logins you must wait {n} {n|second|seconds}.`},
	capaLoginDelayUser: {Plain, "RFC 2449 section 6.5", `Between two logins you must wait, {n} {n|second|seconds} at most; it differs from user to user, so ask again after the login.`},
	capaPipelining:     {Plain, "RFC 2449 section 6.6", `You may send several commands without waiting; the replies come in the same order.`},
	capaExpire:         {Plain, "RFC 2449 section 6.7", `The server keeps mail for {n} {n|day|days}, then may remove it by itself, without any DELE.`},
	capaExpireUser:     {Plain, "RFC 2449 section 6.7", `The server keeps mail for {n} {n|day|days} at least, then may remove it. It differs from user to user, so ask again after the login.`},
	capaExpireNever:    {Plain, "RFC 2449 section 6.7", `The server never removes mail by itself: only you do, with DELE and QUIT.`},
	capaExpireZero:     {Warning, "RFC 2449 section 6.7", `You may not leave mail on this server: what you fetch may be removed at QUIT, even without DELE.`},
	capaUidl:           {Plain, "RFC 2449 section 6.8", `The UIDL command is there: clients can tell new mail from old.`},
	capaImplementation: {Plain, "RFC 2449 section 6.9", `Which program the server is: {word}. Clients must not change what they do because of it.`},
	capaStls:           {Plain, "RFC 2595 section 4", `STLS can encrypt this connection. Take the offer before you send a password.`},
	capaAuthRespCode:   {Plain, "RFC 3206 section 6", `A failed login gets [AUTH] only if the credentials are the trouble, so other trouble is not mistaken for a wrong password.`},
	capaUtf8:           {Plain, "RFC 6856 section 2", `The UTF8 command is there, for mail with international headers. A parameter USER allows UTF-8 in names and passwords too.`},
	capaLang:           {Plain, "RFC 6856 section 3", `The LANG command is there: the texts behind +OK and -ERR exist in several languages.`},
	capaCapa:           {Plain, "RFC 2449 section 5", `That CAPA works is seen already; listing it is needless and does no harm.`},
	capaApop:           {Warning, "RFC 2449 section 6", `There is no such capability: a timestamp in the greeting is what announces APOP.`},
	capaPrivate:        {Plain, "RFC 2449 section 9", `{name} is an experiment of this server; the X- says that no standard knows it.`},
	capaUnknown:        {Plain, "RFC 2449 section 5", `{name} is not among the common capabilities. Clients skip what they do not know.`},
}
