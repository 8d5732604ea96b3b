package lessons

import (
	"slices"

	yamlast "github.com/goccy/go-yaml/ast"
)

// readSort reads a sort block: things to put into bins.
func (d *draft) readSort(f fence) {
	s := &Sort{}
	var bins []text
	var items yamlast.Node
	ok := d.readStep(f, "a sort", &s.Step,
		key{"text", false, func(n yamlast.Node) { s.Text = d.paragraphs(f.block, n) }},
		key{"bins", true, func(n yamlast.Node) { bins = f.texts(n) }},
		key{"items", true, func(n yamlast.Node) { items = n }},
	)
	if !ok {
		return
	}
	for i, bin := range bins {
		s.Bins = append(s.Bins, d.html(f.block, still, bin))
		if slices.Contains(plain(bins[:i]), bin.string) {
			f.add(bin.at, "the bin %q stands here already", bin.string)
		}
	}
	if len(bins) == 1 {
		f.add(bins[0].at, "one bin sorts nothing; write two or more")
	}
	if items != nil {
		s.Items = d.items(f.block, items, plain(bins))
	}
	d.addBlock(Block{Sort: s})
}

func (d *draft) items(b block, n yamlast.Node, bins []string) []Item {
	var list []Item
	b.sequence(n, func(n yamlast.Node) {
		var item Item
		var bin text
		b.mapping(n, "an item",
			key{"say", true, func(n yamlast.Node) { item.Say = d.label(b, n) }},
			key{"bin", true, func(n yamlast.Node) { bin = b.text(n) }},
			key{"why", true, func(n yamlast.Node) { item.Why = d.label(b, n) }},
		)
		if item.Bin = slices.Index(bins, bin.string); item.Bin < 0 && bin.string != "" {
			b.unknown(bin.at, "bin", bin.string, "the bins are", bins)
		}
		list = append(list, item)
	})
	if len(list) < 2 {
		b.add(b.place(n), "a sort has two items or more")
	}
	return list
}
