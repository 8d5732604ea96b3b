package pop3

// Profiles that keep to another edition of the protocol than RFC 1939.

// rfc1225 is a server of 1991: LAST works, and UIDL, APOP and CAPA with all that
// it announces are still to come. Its texts are those of RFC 1081, which RFC 1225
// printed again.
var rfc1225 = Profile{
	Name:           "rfc1225",
	Wording:        deweyWording(),
	Offers:         []string{"USER", "TOP", "LAST"},
	RefusesUnknown: true,
}

// rfc6856 is rfc1939 with mail and names in UTF-8.
var rfc6856 = Profile{
	Name:    "rfc6856",
	Wording: plainWording(),
	Offers:  offers("AUTH-RESP-CODE", "UTF8 USER", "LANG", "IMPLEMENTATION poplab"),
}
