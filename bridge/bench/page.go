package main

import (
	"context"
	"fmt"
	"io"
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
	empty, entry, err := buildEmpty(ctx, dir)
	if err != nil {
		return err
	}
	addresses, err := serveBeside(ctx, site, empty, entry)
	if err != nil {
		return err
	}
	if err := compareStarts(browser, addresses, w); err != nil {
		return err
	}
	return measurePage(browser, addresses[0], w)
}

// compareStarts opens both pages in turns, each time in a new profile and then once more.
func compareStarts(browser context.Context, addresses []string, w io.Writer) error {
	cold, warm := make([][]float64, len(addresses)), make([][]float64, len(addresses))
	for range visits {
		for i, address := range addresses {
			list, err := arrive(browser, address, 2, nil, nil)
			if err != nil {
				return err
			}
			cold[i], warm[i] = append(cold[i], list[0].Greeted), append(warm[i], list[1].Greeted)
		}
	}
	t := newTable(w, "the home page, from navigation to greeting, the median of %d visits", visits)
	t.row("", "unit", "poplab", "empty", "ratio", "goal", "")
	t.most("first visit", "ms", medians(cold), 1.15)
	t.most("second visit", "ms", medians(warm), 1.1)
	return t.print()
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
