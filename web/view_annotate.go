package web

import _ "embed" // the samples

// annotateView is the page that reads logs.
type annotateView struct {
	frameView
	Samples []sampleView
}

// sampleView is a log to try.
type sampleView struct {
	Name phrase
	Text string
}

func viewAnnotate(o Options) annotateView {
	f := o.frame(annotatePath, say("Annotate a log"),
		say("Paste a POP3 session from telnet, openssl, curl, fetchmail or Wireshark, or drop a packet capture, and read what each line means."))
	f.Styles = []string{"annotate.css"}
	return annotateView{
		frameView: f.withEngine("annotate.js", annotateModules...),
		Samples: []sampleView{
			{say("telnet, with mistakes"), telnetSample},
			{say("curl -v fetches a message"), curlSample},
			{verbatim("openssl s_client"), opensslSample},
		},
	}
}

var annotateModules = []string{
	"engine.js", "language.js", "say.js", "wasm_exec.js", "intake.js", "packing.js", "link.js", "outcome.js", "remote.js", "share.js", "transcript.js", "leaves.js", "workbench.js", "progress.js",
}

// Real programs recorded the samples in sessions with the practice server.
var (
	//go:embed samples/telnet.txt
	telnetSample string
	//go:embed samples/curl.txt
	curlSample string
	//go:embed samples/openssl.txt
	opensslSample string
)
