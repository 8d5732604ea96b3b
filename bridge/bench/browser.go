package main

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

var (
	//go:embed page/watch.js
	watch string
	//go:embed page/keys.js
	keys string
)

// longestStart is how long a page may take to greet, and to be worked in.
const longestStart = time.Minute

// slow4G is 1.6 Mbit/s and 150 ms until an answer begins.
var slow4G = &network.Conditions{Latency: 150, DownloadThroughput: 1.6e6 / 8, UploadThroughput: 750e3 / 8}

// startChromium gives a context in which tabs are opened; stop ends the browser.
func startChromium(ctx context.Context, dir string) (browser context.Context, stop func(), err error) {
	var name string
	for _, n := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if name, err = exec.LookPath(n); err == nil {
			break
		}
	}
	if err != nil {
		return nil, nil, errors.New("there is no Chromium (Debian package chromium)")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(name), chromedp.DisableGPU, chromedp.WindowSize(1280, 900), chromedp.UserDataDir(dir))
	if os.Geteuid() == 0 {
		options = append(options, chromedp.NoSandbox) // Chromium's own sandbox refuses root
	}
	allocator, cancel := chromedp.NewExecAllocator(ctx, options...)
	browser, _ = chromedp.NewContext(allocator)
	if err := chromedp.Do(browser); err != nil {
		cancel()
		return nil, nil, fmt.Errorf("start Chromium: %w", err)
	}
	return browser, cancel, nil
}

// start is how a page began, in milliseconds since the navigation.
type start struct {
	Greeted float64 `json:"greeted"`
	Painted float64 `json:"painted"` // text could be read
}

// arrive opens an address in a new profile, as often as is told, and gives how the page
// began each time. What is more is run in the page then.
func arrive(browser context.Context, address string, times int, c *network.Conditions, more func(tab context.Context) error) ([]start, error) {
	tab, cancel := chromedp.NewContext(browser, chromedp.WithNewBrowserContext())
	defer cancel()
	tab, end := context.WithTimeout(tab, longestStart)
	defer end()
	if err := prepare(tab, c); err != nil {
		return nil, err
	}
	var list []start
	for range times {
		s, err := open(tab, address)
		if err != nil {
			return nil, err
		}
		list = append(list, s)
	}
	if more == nil {
		return list, nil
	}
	return list, more(tab)
}

// prepare makes a tab watch its pages, on a network of the given kind.
func prepare(tab context.Context, c *network.Conditions) error {
	if err := chromedp.Do(tab); err != nil {
		return err
	}
	if _, err := chromedp.Call(tab, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: watch}); err != nil {
		return err
	}
	if c == nil {
		return nil
	}
	if _, err := chromedp.Call(tab, network.Enable, network.EnableParams{}); err != nil {
		return err
	}
	_, err := chromedp.Call(tab, network.EmulateNetworkConditionsByRule,
		network.EmulateNetworkConditionsByRuleParams{MatchedNetworkConditions: []*network.Conditions{c}})
	return err
}

// open goes to an address and waits until the page greets, and until what it keeps for its
// next visit is there.
func open(tab context.Context, address string) (s start, err error) {
	if err := chromedp.Do(tab, chromedp.Navigate(address)); err != nil {
		return s, err
	}
	const look = `({ greeted: globalThis.greeted ?? 0,
		painted: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0 })`
	for s.Greeted == 0 || s.Painted == 0 {
		time.Sleep(50 * time.Millisecond)
		if s, err = chromedp.Run(tab, chromedp.Evaluate[start](look)); err != nil {
			return s, fmt.Errorf("%s does not greet: %w", address, err)
		}
	}
	_, err = chromedp.Run(tab, chromedp.Evaluate[bool]("navigator.serviceWorker.ready.then(() => true)", chromedp.EvalAwaitPromise))
	return s, err
}
