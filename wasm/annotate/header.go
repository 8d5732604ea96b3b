package annotate

import (
	"strings"

	"poplab/wasm/pop3"
)

// fields are the header fields that are explained one by one, by name in
// small letters.
var fields = glossary[key]{
	{"from", headerFrom}, {"sender", headerSender}, {"reply-to", headerReplyTo},
	{"to", headerTo}, {"cc", headerCc}, {"bcc", headerBcc},
	{"subject", headerSubject}, {"date", headerDate}, {"message-id", headerMessageID},
	{"in-reply-to references", headerInReplyTo},
	{"received", headerReceived}, {"return-path", headerReturnPath}, {"delivered-to", headerDeliveredTo},
	{"mime-version", headerMimeVersion}, {"content-type", headerContentType},
	{"content-transfer-encoding", headerEncoding}, {"content-disposition", headerDisposition},
	{"dkim-signature", headerDkim}, {"authentication-results", headerAuthResults},
	{"user-agent x-mailer", headerMailer}, {"status x-uid", headerStatus},
}

// prefixes are families of header fields.
var prefixes = []struct {
	prefix string
	key    key
}{{"list-", headerList}, {"resent-", headerResent}, {"content-", headerContent}, {"x-", headerPrivate}}

// headerRemark explains a header field by its name, in any case of letters.
func headerRemark(name string) remark {
	small := pop3.Lower(name)
	if k, ok := fields.find(small); ok {
		return remark{key: k}
	}
	for _, family := range prefixes {
		if strings.HasPrefix(small, family.prefix) {
			return remark{key: family.key, args: args{Name: quote(name)}}
		}
	}
	return remark{key: headerOther, args: args{Name: quote(name)}}
}
