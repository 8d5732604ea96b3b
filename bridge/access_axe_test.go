package main

import (
	"encoding/json"
	"strings"
	"testing"
)

// axeScript runs axe-core and gives a line per fault. The second run over the same
// content, in other colours, looks at nothing but colours.
const axeScript = `(async () => {
	const all = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] };
	const colours = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };
	const runOnly = matchMedia('(prefers-color-scheme: dark)').matches ? colours : all;
	const { violations } = await axe.run(document, { runOnly, resultTypes: ['violations'], preload: false });
	return JSON.stringify(violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) =>
		id + ' at ' + target.join(' ') + ': ' + failureSummary.replace(/\s+/g, ' '))));
})()`

// judged lets axe-core judge the page on each screen, and each part of it.
func (p *tab) judged(load, state string, on []screen, found *findings) {
	p.t.Helper()
	p.evaluate(load)
	for _, s := range on {
		p.look(s)
		for part := range p.parts {
			for _, fault := range p.axe() {
				found.add(strings.Join([]string{state, s.String(), part}, ", "), fault)
			}
		}
	}
}

// axe are the faults of the page as it stands.
func (p *tab) axe() []string {
	p.t.Helper()
	return p.list(axeScript)
}

// list gives the texts that a promise in the page comes to as JSON.
func (p *tab) list(script string) (texts []string) {
	p.t.Helper()
	if err := json.Unmarshal([]byte(p.promise(script)), &texts); err != nil {
		p.t.Fatal(err)
	}
	return texts
}

// testAxeFinds judges a page that is spoilt in every way in which screens differ.
func testAxeFinds(t *testing.T, p *tab, load string) {
	p.evaluate(load)
	p.evaluate(spoilt)
	for s, want := range map[screen]string{screens[0]: "image-alt", screens[1]: "color-contrast", screens[2]: "target-size"} {
		p.look(s)
		if faults := strings.Join(p.axe(), "\n"); !strings.Contains(faults, want+" at ") {
			t.Errorf("%s: no fault %s is found among\n%s", s, want, faults)
		}
	}
}

// spoilt has a picture without a text, quiet grey on a dark page, and two buttons
// too small and too near for a finger.
const spoilt = `(() => {
	const add = (name, css, text = '') => {
		const made = document.createElement(name);
		made.style.cssText = css;
		made.textContent = text;
		document.getElementById('main').prepend(made);
	};
	add('img', 'width: 9px; height: 9px');
	add('p', 'color: #444', 'quiet');
	for (const text of ['a', 'b']) add('button', 'width: 9px; height: 9px; min-height: 0; padding: 0', text);
	return '';
})()`
