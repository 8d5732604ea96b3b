package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// axeScript runs axe-core and gives a line per fault. The second run over the same
// content, in other colours, looks at nothing but colours. What lies half below the
// command line, which stays at the foot of the screen, is judged where it can be seen.
const axeScript = `(async (within) => {
	const all = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] };
	const colours = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };
	const runOnly = matchMedia('(prefers-color-scheme: dark)').matches ? colours : all;
	const place = document.querySelector(within || 'html');
	if (!place.checkVisibility()) return '[]';
	const run = async (where, runOnly) => (await axe.run(where, { runOnly, resultTypes: ['violations'], preload: false })).violations
		.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) =>
			({ id, target: target.join(' '), says: failureSummary.replace(/\s+/g, ' ') })));
	const faults = [];
	for (const fault of await run(within ? place : document, runOnly)) {
		if (fault.says.includes('partially obscured')) {
			document.querySelector(fault.target).scrollIntoView({ block: 'center' });
			if ((await run(fault.target, { type: 'rule', values: [fault.id] })).length === 0) continue;
		}
		faults.push(fault.id + ' at ' + fault.target + ': ' + fault.says);
	}
	return JSON.stringify(faults);
})`

// judge lets axe-core judge the page, or what is within an element of it, on each screen;
// where parts take turns, the one in sight, or all of them.
func (e *everywhere) judge(p *tab, state, within string, on []screen, all bool) {
	p.t.Helper()
	p.evaluate(e.axe)
	for _, s := range on {
		p.look(s)
		if !all || s.scheme == "dark" {
			e.add(p, within, state, s.String())
			continue
		}
		for part := range p.parts {
			e.add(p, "", state, s.String(), part)
		}
	}
}

func (e *everywhere) add(p *tab, within string, place ...string) {
	p.t.Helper()
	for _, fault := range p.faults(within) {
		e.tell(p, fault, place...)
	}
}

// faults are what axe-core finds in the page as it stands.
func (p *tab) faults(within string) []string {
	p.t.Helper()
	return p.list(fmt.Sprintf("%s(%q)", axeScript, within))
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
		if faults := strings.Join(p.faults(""), "\n"); !strings.Contains(faults, want+" at ") {
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
