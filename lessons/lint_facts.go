package lessons

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"poplab/wasm/near"
)

// sectionCited finds the parts of a citation.
var sectionCited = regexp.MustCompile(`\bRFC ([0-9]+) section ([0-9]+(?:\.[0-9]+)*)`)

// checkSections looks every citation of the file up in the table of sections.go.
func (p *page) checkSections() {
	for _, m := range sectionCited.FindAllStringSubmatchIndex(p.source, -1) {
		if isQuoted(p.source, m[0]) {
			continue
		}
		number, section := p.source[m[2]:m[3]], p.source[m[4]:m[5]]
		if problem := wrongSection(number, section); problem != "" {
			p.add(placeOf(p.source, m[0], 1), "%s", problem)
		}
	}
}

// wrongSection says what is wrong with a citation, or "".
func wrongSection(number, section string) string {
	list, known := Sections(number)
	switch {
	case !known:
		return "RFC " + number + " is in no list of RFCs that lessons cite" + didYouMean("RFC ", number, citedRFCs())
	case len(list) == 0:
		return "RFC " + number + " has no numbered sections; cite it as RFC " + number
	case slices.Contains(list, section):
		return ""
	case near.Name(section, list) != "":
		return "RFC " + number + " has no section " + section + didYouMean("section ", section, list)
	}
	return "RFC " + number + " has no section " + section + "; it has " + strings.Join(list, ", ")
}

// citedRFCs are the numbers of all RFCs in the table, in order.
func citedRFCs() []string {
	var list []string
	for number := range sections {
		list = append(list, number)
	}
	slices.Sort(list)
	return list
}

// languages are the languages of ISO 639-1 by their codes.
const languages = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de " +
	"dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io " +
	"is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt " +
	"my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn " +
	"so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu"

// checkLanguage looks at the first part of the language: "pt" of "pt-BR".
func (p *page) checkLanguage() {
	for _, v := range p.front {
		code, _, _ := strings.Cut(v.string, "-")
		if v.leaf() == "language" && code != "" && !slices.Contains(strings.Fields(languages), code) {
			p.add(v.at, "there is no language %q; write its code of two letters, such as en or de", code)
		}
	}
}

// mostMinutes is how long the longest lesson takes: nobody does more in a day.
const mostMinutes = 600

func (p *page) checkMinutes() {
	for _, v := range p.front {
		if minutes, err := strconv.Atoi(v.string); v.leaf() == "minutes" && err == nil && minutes > mostMinutes {
			p.add(v.at, "a lesson of %d minutes is too long; make several of it, of %d minutes at most", minutes, mostMinutes)
		}
	}
}
