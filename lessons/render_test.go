package lessons

import (
	"strings"
	"testing"
	"testing/fstest"
)

// body loads a lesson with this text and gives its prose.
func body(t *testing.T, markdown string) string {
	t.Helper()
	source := strings.Replace(right, "message m1\n", "message m1\nuser class letters\ngenerate 2 messages of 300 to 400 octets\n", 1)
	list, err := Load(fstest.MapFS{"a.md": {Data: []byte(strings.Replace(source, "Text, see RFC 1939 section 5.", markdown, 1))}})
	if err != nil {
		t.Fatal(err)
	}
	return list[0].Blocks[0].HTML
}

func chipOf(line string) string {
	return `<button type="button" class="chip" data-command="` + line + `" translate="no">` + line + `</button>`
}

func factOf(name string) string { return `<span data-fact="` + name + `">{` + name + `}</span>` }

func TestRendering(t *testing.T) {
	const section5 = `<a href="https://www.rfc-editor.org/rfc/rfc1939#section-5">RFC 1939 section 5</a>`
	for markdown, want := range map[string]string{
		"`USER mrose`":                    "<p>" + chipOf("USER mrose") + "</p>",
		"`telnet dewey 110`":              "<p>" + chipOf("telnet dewey 110") + "</p>",
		"`top 1 0`, `LIST`":               "<p>" + chipOf("top 1 0") + ", " + chipOf("LIST") + "</p>",
		"`PASS a \"b\"`":                  "<p>" + chipOf("PASS a &quot;b&quot;") + "</p>",
		"`help`":                          "<p>" + chipOf("help") + "</p>",
		"`RETR`":                          "<p><code>RETR</code></p>",
		"`RETR n`":                        "<p><code>RETR n</code></p>",
		"`LIST 1 2`":                      "<p><code>LIST 1 2</code></p>",
		"`USER <name>`":                   "<p><code>USER &lt;name&gt;</code></p>",
		"`telnet mail server 110`":        "<p><code>telnet mail server 110</code></p>",
		"`+OK`":                           "<p><code>+OK</code></p>",
		"## About `STAT`":                 `<h2 id="section-about-stat">About <code>STAT</code></h2>`,
		"[`STAT`](../x/)":                 `<p><a href="../x/"><code>STAT</code></a></p>`,
		"## Same\n\n## Same":              "<h2 id=\"section-same\">Same</h2>\n<h2 id=\"section-same-2\">Same</h2>",
		"RFC 1939 section 5.":             "<p>" + section5 + ".</p>",
		"(RFC 1939 section 5)":            "<p>(" + section5 + ")</p>",
		"as *in* RFC 1939 section 5":      "<p>as <em>in</em> " + section5 + "</p>",
		"from ann@example.org":            "<p>from ann@example.org</p>",
		"RFC 1939 says":                   "<p>RFC 1939 says</p>",
		"`RFC 1939 section 5`":            "<p><code>RFC 1939 section 5</code></p>",
		"[ ] open":                        "<p>[ ] open</p>",
		"`wait 10 minutes`":               "<p>" + chipOf("wait 10 minutes") + "</p>",
		"`wait`, `wait a day`":            "<p><code>wait</code>, <code>wait a day</code></p>",
		"`deliver`":                       "<p>" + chipOf("deliver") + "</p>",
		"`deliver it`":                    "<p><code>deliver it</code></p>",
		"`window B`, `stop HOST now`":     "<p>" + chipOf("window B") + ", <code>stop HOST now</code></p>",
		"`window <name>`":                 "<p><code>window &lt;name&gt;</code></p>",
		"`disk full`, `disk half`":        "<p>" + chipOf("disk full") + ", <code>disk half</code></p>",
		"`attacker on`, `plug`":           "<p>" + chipOf("attacker on") + ", " + chipOf("plug") + "</p>",
		"`read 2`, `read`, `read it`":     "<p>" + chipOf("read 2") + ", " + chipOf("read") + ", <code>read it</code></p>",
		"`md5 a b`, `md5`":                "<p>" + chipOf("md5 a b") + ", <code>md5</code></p>",
		"`openssl s_client -connect a:1`": "<p>" + chipOf("openssl s_client -connect a:1") + "</p>",
		"{word} and {wort}":               `<p>` + factOf("word") + ` and {wort}</p>`,
		"`RETR {carrier}`":                `<p><button type="button" class="chip" data-command="RETR {carrier}" translate="no">RETR ` + factOf("carrier") + `</button></p>`,
		"`is {word}`":                     `<p><code>is ` + factOf("word") + `</code></p>`,
		"## About {word}":                 `<h2 id="section-about-word">About ` + factOf("word") + `</h2>`,
		"> [!NOTE]\n> One.\n>\n> Two.":    `<div class="alert note">` + "\n" + `<p class="alert-title">Note</p>` + "\n<p>One.</p>\n<p>Two.</p>\n</div>",
		"> [!warning]\n> `STAT`":          `<div class="alert warning">` + "\n" + `<p class="alert-title">Warning</p>` + "\n<p>" + chipOf("STAT") + "</p>\n</div>",
		"> [!TIP]\n>\n> - one":            `<div class="alert tip">` + "\n" + `<p class="alert-title">Tip</p>` + "\n<ul>\n<li>one</li>\n</ul>\n</div>",
		"> plain [!NOTE]":                 "<blockquote>\n<p>plain [!NOTE]</p>\n</blockquote>",
		"| a | b |\n|--:|---|\n| 1 | 2 |": "<table>\n<thead>\n<tr>\n<th>a</th>\n<th>b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>1</td>\n<td>2</td>\n</tr>\n</tbody>\n</table>",
		"```sh\ncurl <url>\n```":          "<pre><code class=\"language-sh\">curl &lt;url&gt;\n</code></pre>",
		"[x](javascript:alert(1))":        `<p><a href="">x</a></p>`,
	} {
		if got := body(t, markdown); got != want {
			t.Errorf("%s\ngot  %s\nwant %s", markdown, got, want)
		}
	}
}

// Buttons help in prose and hints, and are in the way in labels.
func TestChipsStandInHintsButNotInLabels(t *testing.T) {
	source := strings.NewReplacer("  - line\n", "  - Type `STAT`\n", "title: Log in", "title: The `STAT` command",
		"why: No.", "why: \"`STAT`\"", "# The greeting.", "# Before `STAT`.").Replace(right)
	list, err := Load(fstest.MapFS{"a.md": {Data: []byte(source)}})
	if err != nil {
		t.Fatal(err)
	}
	b := list[0].Blocks
	for _, c := range []struct{ got, want string }{
		{b[1].Task.Hints[2], "Type " + chipOf("STAT")},
		{b[1].Task.Title, "The <code>STAT</code> command"},
		{b[2].Quiz.Questions[0].Options[1].Why, "<code>STAT</code>"},
		{b[3].Reference.Lines[0].Note, "Before <code>STAT</code>."},
	} {
		if c.got != c.want {
			t.Errorf("got %s, want %s", c.got, c.want)
		}
	}
}

func TestEveryReferenceLineHasANote(t *testing.T) {
	for _, l := range builtinLessons(t) {
		for _, b := range l.Blocks {
			if b.Reference == nil {
				continue
			}
			for _, line := range b.Reference.Lines {
				if line.Note == "" || !isCitation(line.RFC) {
					t.Errorf("%s: %s: %s has note %q with %q", l.ID, line.Side, line.Text, line.Note, line.RFC)
				}
			}
		}
	}
}
