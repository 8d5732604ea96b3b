package main

import (
	"fmt"
	"strings"
	"testing"
)

// fitting is a way of reading in which nothing may be lost, and nothing may lie beside
// the screen.
type fitting struct {
	screen
	spacing string // CSS that the reader brings along
}

// fittings are those of WCAG: reflow (1.4.10), text at 200 % (1.4.4) of a screen of 1280
// by 900, and wide spacing of text (1.4.12).
var fittings = []fitting{
	{screen{320, 640, "light"}, ""},
	{screen{640, 450, "light"}, ""},
	{screen{360, 740, "light"}, wideSpacing},
	{screen{1280, 900, "light"}, wideSpacing},
}

const wideSpacing = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
	p { margin-bottom: 2em !important }`

func (f fitting) String() string {
	if f.spacing != "" {
		return fmt.Sprintf("wide spacing at %d px", f.width)
	}
	return fmt.Sprintf("%d px", f.width)
}

// fitScript goes through the parts of the page and gives a line per fault: what makes
// the page wider than the screen, what scrolls sideways, and text that is cut off. Tables
// may be wide, and so may be a row of buttons, which the Tab key goes along. Not cut off
// is what is out of sight for those who listen, what is said for the eye alone, and what
// ends in three dots, since its whole stands elsewhere.
const fitScript = `(async (css) => {
	const sheet = new CSSStyleSheet();
	sheet.replaceSync(css);
	document.adoptedStyleSheets.push(sheet);
	const faults = new Set();
	const name = (e) => e.tagName.toLowerCase() + (e.id ? '#' + e.id : '') + [...e.classList].map((c) => '.' + c).join('');
	const look = async () => {
		await new Promise((drawn) => requestAnimationFrame(drawn));
		const wide = !css && document.documentElement.scrollWidth > innerWidth;
		for (const e of document.body.querySelectorAll('*')) {
			if (!e.checkVisibility({ visibilityProperty: true }) || e.closest('[aria-hidden=true], svg') || e.clientWidth <= 1) continue;
			const { overflowX: x, overflowY: y, textOverflow, clipPath } = getComputedStyle(e);
			const over = e.scrollWidth > e.clientWidth + 1;
			if (wide && e.getBoundingClientRect().right > innerWidth + 1) faults.add(name(e) + ' makes the page wider than the screen');
			const beside = () => [...e.querySelectorAll('*')].some((part) => !part.closest('button, .name') && part.childElementCount === 0
				&& part.getBoundingClientRect().right > e.getBoundingClientRect().right + 1);
			if (over && ['auto', 'scroll'].includes(x) && !e.querySelector('table') && beside()) faults.add(name(e) + ' scrolls sideways');
			const cut = (over && ['hidden', 'clip'].includes(x)) || (e.scrollHeight > e.clientHeight + 1 && ['hidden', 'clip'].includes(y));
			if (cut && clipPath === 'none' && textOverflow === 'clip' && e.innerText?.trim()) faults.add(name(e) + ' is cut off');
		}
	};
	const tabs = [...document.querySelectorAll('.tabs [role=tab]')].filter((tab) => tab.checkVisibility());
	const was = tabs.find((tab) => tab.ariaSelected === 'true');
	for (const tab of tabs) {
		tab.click();
		await look();
	}
	if (tabs.length === 0) await look();
	was?.click();
	document.adoptedStyleSheets.pop();
	return JSON.stringify([...faults]);
})`

// fit looks whether all of the page fits.
func (e *everywhere) fit(p *tab, state string, in []fitting) {
	p.t.Helper()
	for _, f := range in {
		p.look(f.screen)
		for _, fault := range p.list(fmt.Sprintf("%s(%q)", fitScript, f.spacing)) {
			e.tell(p, fault, state, f.String())
		}
	}
}

// testFitFinds looks at a page in which not all fits.
func testFitFinds(t *testing.T, p *tab) {
	p.evaluate(`(() => {
		const add = (css, text) => {
			const made = document.createElement('p');
			made.style.cssText = css;
			made.textContent = text;
			document.getElementById('main').prepend(made);
			return made;
		};
		add('width: 700px', 'wide');
		add('width: 99px; overflow: auto; white-space: nowrap', '').append(Object.assign(document.createElement('span'), { textContent: 'a text that goes on and on' }));
		add('height: 24px; overflow: hidden', 'a text that goes on and on and on in two lines or in more than two');
		return '';
	})()`)
	p.look(fittings[0].screen)
	faults := strings.Join(p.list(fitScript+"('')"), "\n")
	for _, want := range []string{"makes the page wider", "scrolls sideways", "is cut off"} {
		if !strings.Contains(faults, want) {
			t.Errorf("nothing %s among\n%s", want, faults)
		}
	}
}
