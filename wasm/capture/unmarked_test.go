package capture

import "testing"

// Without marks it is the protocol that tells whose a line is.
func TestTurns(t *testing.T) {
	for name, test := range map[string]struct{ file, want string }{
		"typed ahead": {"+OK\nUSER a\nPASS b\n+OK\n+OK\nSTAT\n+OK 0 0\n",
			"S +OK\nC USER a\nC PASS b\nS +OK\nS +OK\nC STAT\nS +OK 0 0"},
		"misspelt": {"+OK\nUSRE a\n-ERR\nhello\n-ERR\n", "S +OK\nC USRE a\nS -ERR\nC hello\nS -ERR"},
		"AUTH": {"+OK\nAUTH PLAIN\n+ \nAG1yb3NlAHNlY3JldA==\n+OK\nSTAT\n+OK 0 0\n",
			"S +OK\nC AUTH PLAIN\nS + \nC AG1yb3NlAHNlY3JldA==\nS +OK\nC STAT\nS +OK 0 0"},
		"garbled reply": {"+OK\nUSER a\nwelcome\nPASS b\n+OK\n", "S +OK\nC USER a\nS welcome\nC PASS b\nS +OK"},
		"empty line":    {"+OK\n\n-ERR what\n\n\nNOOP\n-ERR\n", "S +OK\nC \nS -ERR what\nC NOOP\nS -ERR"},
		"message left out": {"+OK\nPASS b\n+OK\nRETR 1\n+OK 120 octets\nDELE 1\n+OK deleted\nQUIT\n+OK\n",
			"S +OK\nC PASS b\nS +OK\nC RETR 1\nS +OK 120 octets\nC DELE 1\nS +OK deleted\nC QUIT\nS +OK"},
		"cut within a message": {"Connected to a.\n+OK\nPASS b\n+OK\nRETR 1\n+OK\nA: b\nConnection closed by foreign host.\n",
			"S +OK\nC PASS b\nS +OK\nC RETR 1\nS +OK\nS A: b"},
		"mail about POP3": {"+OK\nPASS b\n+OK\nRETR 1\n+OK\nA: b\n\nConnected to x.\nQUIT\n+OK\nclosed\n.\nQUIT\n+OK\n",
			"S +OK\nC PASS b\nS +OK\nC RETR 1\nS +OK\nS A: b\nS \nS Connected to x.\nS QUIT\nS +OK\nS closed\nS .\nC QUIT\nS +OK"},
		"later start": {"STAT\n+OK 2 320\nQUIT\n+OK\n", "C STAT\nS +OK 2 320\nC QUIT\nS +OK"},
		"indented":    {"    +OK\n    RETR 1\n    +OK\n    A: b\n     c\n    .\n", "S +OK\nC RETR 1\nS +OK\nS A: b\nS  c\nS ."},
		"stamped":     {"Nov 22 10:18:17 +OK\nNov 22 10:18:18 RETR 1\nNov 22 10:18:18 +OK\nNov 22 10:18:18 A: b\nNov 22 10:18:18  c\n", "S +OK\nC RETR 1\nS +OK\nS A: b\nS  c"},
		"edited":      {"+OK\nUSXX\b \b\b \bER a\x1b[K\n+OK\n", "S +OK\nC USER a\nS +OK"},
		"PuTTY":       {"=~=~=~= PuTTY log 2026.11.22 10:18:17 =~=~=~=\n+OK\nQUIT\n+OK\n", "S +OK\nC QUIT\nS +OK"},
		"colours":     {"\x1b[32m+OK\x1b[0m\n\x1b[1mSTAT\x1b[0m\n\x1b[32m+OK 0 0\x1b[0m\n", "S +OK\nC STAT\nS +OK 0 0"},
		"numbered": {"   1\tConnected to a.\n   2\t+OK\n   3\tRETR 1\n   4\t+OK\n   5\tA: b\n   6\n   7\t 8\n   8\t.\n   9\tQUIT\n  10\t+OK\n",
			"S +OK\nC RETR 1\nS +OK\nS A: b\nS \nS  8\nS .\nC QUIT\nS +OK"},
		"numbered with colons": {"1: +OK\n2: STAT\n3: +OK 0 0\n", "S +OK\nC STAT\nS +OK 0 0"},
		"quoted":               {"> +OK\n> RETR 1\n> +OK\n> A: b\n>\n> 1\n> .\n", "S +OK\nC RETR 1\nS +OK\nS A: b\nS \nS 1\nS ."},
		"prompts":              {"$ telnet dewey 110\n+OK\nQUIT\n+OK bye\n$ exit\n", "S +OK\nC QUIT\nS +OK bye"},
	} {
		if got := sides(t, test.file); got != test.want {
			t.Errorf("%s:\ngot\n%s\nwant\n%s", name, got, test.want)
		}
	}
}
