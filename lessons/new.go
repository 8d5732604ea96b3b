package lessons

import (
	_ "embed" // the manual
	"regexp"
	"strings"
)

//go:embed README.md
var manualText string

// Skeleton is a lesson that works, to begin with: the template of the manual, with
// that id.
func Skeleton(id string) string {
	_, rest, _ := strings.Cut(strings.ReplaceAll(manualText, "\r\n", "\n"), "\n````markdown\n")
	text, _, _ := strings.Cut(rest, "````\n")
	return strings.Replace(text, "id: my-lesson\n", "id: "+id+"\n", 1)
}

// noSlug is what an id cannot hold.
var noSlug = regexp.MustCompile(`[^A-Za-z0-9]+`)

// IDOf makes an id of the name of a folder: "L4 Deleting" gives "L4-Deleting".
func IDOf(folder string) string {
	if id := strings.Trim(noSlug.ReplaceAllString(folder, "-"), "-"); id != "" {
		return id
	}
	return "lesson"
}
