// Package targets reads what the bridge may reach: from the flag -target, and from
// the file that -targets names.
//
//	-target school=pop.example.org:995,tls=implicit,pin=sha256//8Rw9...
//
//	school:
//	  address: pop.example.org:995
//	  tls: implicit
//	  pin: sha256//8Rw9...
//
// Both know the same settings:
//
//	address      HOST:PORT; in a flag it stands first, without its name
//	tls          implicit, which port 995 has anyway; starttls, which every other has: TLS
//	             begins when the page says STLS and the server agrees; none
//	required     with starttls: no word of a login before TLS, and no session without
//	ca           a file of certificates (PEM) of authorities, instead of the system's; in the
//	             file of targets a relative path begins at that file
//	pin          sha256//BASE64 of the server's public key, instead of any authority
//	server-name  the name in the certificate, where it is not the host of the address
//	network      192.0.2.0/24 and the like: addresses that the host may have. A host on a
//	             private network needs it, unless its address is written out. In the file it may
//	             be a list, and a flag may have several
//	proxy        tells the server the address of each page (PROXY protocol, version 2)
//	login-only   nothing but a login passes before one
//
// Required, proxy and login-only are true or false; in a flag the name alone means true.
// A pin is what curl calls --pinnedpubkey:
//
//	openssl s_client -connect pop.example.org:995 </dev/null | openssl x509 -pubkey -noout |
//	  openssl pkey -pubin -outform der | openssl dgst -sha256 -binary | base64
//
// Mistakes in the file are told as file:line:column: what to do, the first 50 of them at
// once. A file has at most 1 MiB and 10,000 lines.
//
// To add a setting, give it a row in the table in settings.go, and a line here.
package targets
