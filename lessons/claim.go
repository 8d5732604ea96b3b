package lessons

import (
	yamlast "github.com/goccy/go-yaml/ast"

	"poplab/wasm/sandbox"
)

// verdicts are the words for what is to be said of a claim.
var verdicts = []string{string(Right), string(Half), string(Outdated), string(Wrong)}

// readClaim reads a claim block: a sentence to judge.
func (d *draft) readClaim(f fence) {
	n := f.parse()
	if n == nil {
		return
	}
	c := &Claim{}
	var id text
	f.mapping(n, "a claim",
		key{"id", true, func(n yamlast.Node) { id = f.slug(n) }},
		key{"says", true, func(n yamlast.Node) { c.Says = d.label(f.block, n) }},
		key{"source", false, func(n yamlast.Node) { c.Source = d.label(f.block, n) }},
		key{"verdict", true, func(n yamlast.Node) { c.Verdict = f.verdict(n) }},
		key{"why", true, func(n yamlast.Node) { c.Why = d.label(f.block, n) }},
		key{"rfc", false, func(n yamlast.Node) { c.RFC = plain(f.citations(n)) }},
		key{"world", false, func(n yamlast.Node) { c.World = f.world(n) }},
		key{"session", false, func(n yamlast.Node) { c.Session = d.session(f.block, n) }},
	)
	c.Name = id.string
	c.Step = Step{ID: "claim-" + id.string, Title: c.Says, Line: f.line - 1}
	if id.string != "" {
		d.claimID(text{c.ID, id.at})
	}
	d.addBlock(Block{Claim: c})
}

// settle proves the claim in the world of the lesson, unless it has its own.
func (c *Claim) settle(scenario, language string) {
	if c.World == "" {
		c.World = scenario
	}
	if world, err := sandbox.ParseScenario(c.World); err == nil && c.Session != nil {
		explain(c.Session.Lines, world, language)
	}
}

// lines are those of the session, if there is one.
func (c *Claim) lines() []ReferenceLine {
	if c.Session == nil {
		return nil
	}
	return c.Session.Lines
}

func (b block) verdict(n yamlast.Node) Verdict {
	t := b.text(n)
	for _, v := range verdicts {
		if t.string == v {
			return Verdict(v)
		}
	}
	if t.string != "" {
		b.unknown(t.at, "verdict", t.string, "it is one of", verdicts)
	}
	return ""
}

// world reads the scenario of a claim's session.
func (b block) world(n yamlast.Node) string {
	lines := b.lines(n)
	source := ""
	for _, l := range lines {
		source += l.string + "\n"
	}
	if _, err := sandbox.ParseScenario(source); err != nil {
		line, message := cutLine(err.Error())
		b.add(lines[min(line, len(lines))-1].at, "%s", message)
	}
	return source
}

// session reads the transcript that proves a claim.
func (d *draft) session(b block, n yamlast.Node) *Reference {
	return &Reference{Lines: d.readTranscript(b.lines(n)), Line: b.place(n).line}
}
