package pop3

// LANG (RFC 6856 section 3): the words of the server in another language. Only
// people read them, so nothing else changes.

// language is one in which the server can speak.
type language struct {
	tag   string
	name  string   // in the language itself
	words *Wording // nil: that of the profile
}

// languages has the default first.
var languages = []language{
	{tag: "en", name: "English"},
	{tag: "de", name: "Deutsch", words: &german},
}

// lang is LANG: without an argument it lists the languages, with one it speaks in
// it from this reply on. An unknown one changes nothing.
func (s *Session) lang(a args) (Reply, error) {
	if a.text[0] == "" {
		return s.okLines(s.words.Languages, facts{}, languageList()), nil
	}
	for i := range languages {
		if l := &languages[i]; a.text[0] == "*" || EqualFold(a.text[0], l.tag) {
			s.speak(l)
			r := s.ok(s.words.Language, facts{})
			r.Text = l.tag + " " + r.Text
			return r, nil
		}
	}
	return Reply{}, s.no(s.words.NoLanguage, facts{argument: a.text[0]})
}

func (s *Session) speak(l *language) {
	s.words = l.words
	if s.words == nil {
		s.words = &s.profile.Wording
	}
}

// languageList has one line per language: tag, space, name.
func languageList() []byte {
	var lines []byte
	for _, l := range languages {
		lines = append(lines, l.tag+" "+l.name+"\r\n"...)
	}
	return lines
}
