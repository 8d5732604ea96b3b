package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestAccessColours reads with colours that the reader forces on all pages: backgrounds
// and shadows are gone, and what they said has to be said by a border, an outline or
// the letters.
func TestAccessColours(t *testing.T) {
	a := access(t, "-lessons", "testdata/puzzles")
	p := visit(t, a.browser, a.site+"/practice/")
	p.type_("telnet dewey 110", "USER mrose", "PASS secret", "LIST")
	p.status("TRANSACTION")
	p.world("Maildrop")
	for _, s := range []screen{screens[0], screens[3]} {
		p.look(s, "forced-colors=active")
		for _, c := range forced {
			if got := p.evaluate(fmt.Sprintf("(%s)(%q, %q)", toldApart, c.is, c.plain)); got != "" {
				t.Errorf("%s: %s: %s", s, c.what, got)
			}
		}
		if bare := p.evaluate(bareScript); bare != "" {
			t.Errorf("%s: no border around %s", s, bare)
		}
		p.shoot("forced-colours-"+s.scheme, s.width, s.height)
	}
	p.quiet()
}

// forced are states that colours tell, each beside what lacks the state. Where a screen
// shows neither there is nothing to tell apart.
var forced = []struct{ what, is, plain string }{
	{"the part in sight", ".tabs [aria-selected=true]", ".tabs [aria-selected=false]"},
	{"the view of the world in sight", "#drawer [role=tab][aria-selected=true]", "#drawer [role=tab][aria-selected=false]"},
	{"the line in focus", ".line.lit", ".line:not(.lit)"},
	{"lines of the client", ".line[data-side=C] .text", ".line[data-side=S] .text"},
	{"what cannot be pressed", ".action:disabled", ".action:enabled"},
	{"the state that is reached", "[data-lamp=TRANSACTION] span:nth-of-type(2)", "[data-lamp=TRANSACTION] span:nth-of-type(3)"},
}

// toldApart says how two elements look alike. Colours do not count: what the page asks
// for, the browser does not paint.
const toldApart = `(is, plain) => {
	const seen = (selector) => [...document.querySelectorAll(selector)].find((e) => e.checkVisibility());
	if (is.includes('.lit')) document.querySelector('.line')?.focus();
	const [a, b] = [seen(is), seen(plain)];
	if (!a || !b) return '';
	const looks = (e) => {
		const style = getComputedStyle(e);
		return [...['Block', 'Inline'].flatMap((side) => [style['border' + side + 'Style'], style['border' + side + 'Width']]),
			style.outlineStyle === 'none' || style.outlineWidth, style.fontWeight, style.fontStyle, style.textDecorationLine].join('; ');
	};
	return looks(a) === looks(b) ? is + ' looks like ' + plain + ': ' + looks(a) : '';
}`

// bareScript names a control without edges. Those of no colour get one.
const bareScript = `(() => {
	const bare = [...document.querySelectorAll('.action, select, input:not([type=range], [type=checkbox], [type=radio])')].find((e) => {
		const { borderBottomStyle, borderBottomWidth } = getComputedStyle(e);
		return e.checkVisibility() && (borderBottomStyle === 'none' || parseFloat(borderBottomWidth) === 0);
	});
	return bare ? bare.id || bare.textContent : '';
})()`

// TestAccessMotion wants nothing to move for those who want nothing to move, and
// nothing to move for long for others.
func TestAccessMotion(t *testing.T) {
	a := access(t, "-lessons", "testdata/puzzles")
	for _, wish := range []string{"no-preference", "reduce"} {
		p := visit(t, a.browser, "about:blank")
		p.prefer("prefers-reduced-motion=" + wish)
		p.do(chromedp.Navigate(a.site + "/practice/"))
		p.ready()
		p.world("Mail's way")
		p.evaluate(watchMotion)
		p.type_("telnet dewey 110", "USER mrose", "PASS secret", "deliver", "RETR 1", "QUIT")
		p.status("UPDATE")
		p.settle()
		moved := p.evaluate("moved.join('\\n')")
		if still := wish == "reduce"; still != (moved == "") {
			t.Errorf("motion: %s; these moved:\n%s", wish, moved)
		}
		if strings.Contains(moved, "too long") {
			t.Errorf("something moves for more than 200 ms:\n%s", moved)
		}
		p.quiet()
	}
}

// watchMotion notes what moves from now on, and whether one movement takes longer than
// 200 ms.
const watchMotion = `(() => {
	window.moved = [];
	const note = (how, animation) => {
		const { duration, iterations } = animation.effect.getComputedTiming();
		moved.push(how + (duration * iterations > 200 ? ' too long' : ''));
	};
	const animate = Element.prototype.animate;
	Element.prototype.animate = function (...how) {
		const animation = animate.apply(this, how);
		note('script', animation);
		return animation;
	};
	for (const type of ['transitionrun', 'animationstart']) {
		addEventListener(type, ({ target }) => { for (const a of target.getAnimations()) note(type, a); }, true);
	}
	return '';
})()`
