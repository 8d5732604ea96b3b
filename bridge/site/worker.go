package site

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"poplab/web"
)

// The service worker stands at the top of the site, since it rules the folder that it is in.
const (
	workerFile = "sw.js"
	workerPath = "/" + workerFile
)

// noWorker takes the place of the service worker where pages follow their author: one that
// an earlier site left in the browser would go on to show what it keeps.
const noWorker = `addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil((async () => {
  const top = ` + "`poplab ${new URL('./', location.href).href} `" + `;
  for (const name of await caches.keys()) if (name.startsWith(top)) await caches.delete(name);
  await registration.unregister();
  for (const open of await clients.matchAll()) open.navigate(open.url);
})()));
`

// ofServer says whether a page shows what a server has now. No browser keeps such pages.
func ofServer(path string) bool {
	return strings.HasSuffix(path, "/bridge/") || strings.HasSuffix(path, web.GradePath)
}

// serviceWorker is web/static/sw.js below the lines that say what it keeps: the pages, by
// their paths, and the assets.
func (a *assets) serviceWorker(pages map[string][]byte, trees []string) []byte {
	sum := sha256.New()
	sum.Write(a.worker)
	byTree := map[string][]string{}
	for _, tree := range trees {
		byTree[tree] = []string{}
	}
	for _, path := range slices.Sorted(maps.Keys(pages)) {
		fmt.Fprintf(sum, "%s %s\n", path, tagOf(pages[path]))
		tree := treeOf(path[1:], trees)
		byTree[tree] = append(byTree[tree], path[1:])
	}
	var head strings.Builder
	for _, declared := range []struct {
		name  string
		value any
	}{
		{"VERSION", hex.EncodeToString(sum.Sum(nil)[:8])},
		{"BUILD", a.prefix[1:]},
		{"ASSETS", slices.Sorted(maps.Keys(a.files))},
		{"PAGES", byTree},
	} {
		value, err := json.Marshal(declared.value)
		if err != nil {
			panic("site: " + err.Error()) // texts only
		}
		fmt.Fprintf(&head, "const %s = %s;\n", declared.name, value)
	}
	return append([]byte(head.String()), a.worker...)
}

// treeOf is the folder of the language that a path belongs to; "" fits all.
func treeOf(path string, trees []string) string {
	best := ""
	for _, tree := range trees {
		if strings.HasPrefix(path, tree) && len(tree) > len(best) {
			best = tree
		}
	}
	return best
}
