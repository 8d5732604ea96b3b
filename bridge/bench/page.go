package main

import (
	"context"
	"fmt"
	"io"
	"net/url"
	"path/filepath"

	"github.com/chromedp/chromedp"
)

// visits is how often each page is opened in a new profile.
const visits = 7

// comparePages prints tables of the home page in a browser: beside the same page with an
// empty Go program, in turns, and alone on a slow network and under the learner's keys.
func comparePages(ctx context.Context, program, dir string, w io.Writer) error {
	browser, stop, err := startChromium(ctx, filepath.Join(dir, "chromium"))
	if err != nil {
		fmt.Fprintf(w, "\nNo pages: %v.\n", err)
		return nil
	}
	defer stop()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	site, cmd, err := startSite(ctx, program)
	if cmd != nil {
		defer func() { cancel(); cmd.Wait() }()
	}
	if err != nil {
		return err
	}
	ours, err := serveSite(ctx, passed(site))
	if err != nil {
		return err
	}
	if err := compareEmpty(ctx, browser, ours, site, dir, w); err != nil {
		return err
	}
	if err := comparePython(ctx, browser, ours, site, dir, w); err != nil {
		return err
	}
	return measurePage(browser, ours, w)
}

// compareEmpty prints a table of the page and the one with the empty program.
func compareEmpty(ctx, browser context.Context, ours string, site *url.URL, dir string, w io.Writer) error {
	list, err := buildEmpty(ctx, dir)
	if err != nil {
		return err
	}
	empty, err := serveSite(ctx, list.instead(site))
	if err != nil {
		return err
	}
	first, second, err := visitInTurns(browser, visits, ours, empty)
	if err != nil {
		return err
	}
	t := newTable(w, "the home page, from navigation to greeting, the median of %d visits", visits)
	t.row("", "unit", "poplab", "empty", "ratio", "goal", "")
	t.most("first visit", "ms", medians(first), 1.15)
	t.most("second visit", "ms", medians(second), 1.1)
	return t.print()
}

// visitInTurns opens pages so many times in turns, each time in a new profile and then once more.
func visitInTurns(browser context.Context, times int, addresses ...string) (first, second [][]float64, err error) {
	first, second = make([][]float64, len(addresses)), make([][]float64, len(addresses))
	for range times {
		for i, address := range addresses {
			list, err := arrive(browser, address, 2, nil, nil)
			if err != nil {
				return nil, nil, err
			}
			first[i], second[i] = append(first[i], list[0].Greeted), append(second[i], list[1].Greeted)
		}
	}
	return first, second, nil
}

// measurePage opens the page on a slow network, and types in it.
func measurePage(browser context.Context, address string, w io.Writer) error {
	var greeted, painted []float64
	for range visits {
		list, err := arrive(browser, address, 1, slow4G, nil)
		if err != nil {
			return err
		}
		greeted, painted = append(greeted, list[0].Greeted/1000), append(painted, list[0].Painted/1000)
	}
	var times []float64
	_, err := arrive(browser, address, 1, nil, func(tab context.Context) (err error) {
		times, err = chromedp.Run(tab, chromedp.Evaluate[[]float64](keys, chromedp.EvalAwaitPromise))
		return err
	})
	if err != nil || len(times) == 0 {
		return fmt.Errorf("type into the page: %w", err)
	}
	t := newTable(w, "the home page alone: slow 4G (1.6 Mbit/s, 150 ms), the median of %d first visits; %d NOOPs", visits, len(times))
	t.row("", "unit", "poplab", "", "", "goal", "")
	t.bound("greeting on slow 4G", "s", []float64{median(greeted)}, 3)
	t.bound("first paint on slow 4G", "s", []float64{median(painted)}, 0.3)
	t.bound("Enter to reply and note", "ms", []float64{median(times)}, 3)
	t.bound("the slowest in a hundred", "ms", []float64{times[len(times)*99/100]}, 8)
	return t.print()
}
