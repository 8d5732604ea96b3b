package main

import (
	"bytes"
	"cmp"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"poplab/bridge/site"
	"poplab/lessons"
	"poplab/web"
)

// publishing are the flags of site.
type publishing struct {
	out, lessons string
	single       bool
	languages    []string
}

// flags are those of site. What they mean stands in usage.
func (p *publishing) flags() *flag.FlagSet {
	flags := flag.NewFlagSet("site", flag.ContinueOnError)
	flags.SetOutput(io.Discard) // run prints the error, in one line
	flags.StringVar(&p.out, "out", "", "")
	flags.StringVar(&p.lessons, "lessons", "", "")
	flags.BoolVar(&p.single, "single", false, "")
	flags.Func("lang", "", p.speak)
	return flags
}

func parsePublishing(args []string) (publishing, error) {
	var p publishing
	flags := p.flags()
	if err := flags.Parse(args); err != nil {
		return p, err
	}
	if flags.NArg() > 0 {
		return p, fmt.Errorf("site takes flags only, not %q; say -out %s", flags.Arg(0), flags.Arg(0))
	}
	return p, cmp.Or(p.check(), checkLessons(p.lessons))
}

// speak reads -lang: languages parted by commas, the main one first.
func (p *publishing) speak(list string) error {
	for language := range strings.SplitSeq(list, ",") {
		language = strings.TrimSpace(language)
		if !slices.Contains(web.Languages, language) || slices.Contains(p.languages, language) {
			return fmt.Errorf("want some of %s, each once and parted by commas", strings.Join(web.Languages, ", "))
		}
		p.languages = append(p.languages, language)
	}
	return nil
}

func (p *publishing) check() error {
	switch {
	case p.out == "" && p.single:
		return errors.New("site -single needs -out FILE: the HTML file to write, such as -out pop3.html")
	case p.out == "":
		return errors.New("site needs -out DIR: the folder to write, such as -out public")
	case p.single && !strings.HasSuffix(strings.ToLower(p.out), ".html"):
		return fmt.Errorf("-out %q: a site in a single file needs a name that ends in .html, so that browsers open it", p.out)
	}
	return nil
}

// publish writes the site as files: a folder for any web host, or one file for none.
func publish(args []string, stdout, stderr io.Writer) error {
	p, err := parsePublishing(args)
	if err != nil {
		return usageError{err}
	}
	course, err := p.course(stderr)
	if err != nil {
		return err
	}
	o := site.Options{Course: course, Languages: p.languages}
	if p.single {
		return p.writeSingle(o, stdout)
	}
	return p.writeFolder(o, stdout)
}

// course reads the lessons that come with poplab, and those of a folder, which have to be right:
// nobody is at hand who would see what is wrong.
func (p *publishing) course(stderr io.Writer) (lessons.Course, error) {
	class, err := newClassroom(p.lessons, stderr)
	if err != nil {
		return lessons.Course{}, err
	}
	if n := len(class.found.Problems); n > 0 {
		class.tell(class.found.Problems)
		return lessons.Course{}, fmt.Errorf("nothing is written, since the lessons in %s have mistakes", p.lessons)
	}
	return class.right(), nil
}

// listFile is in every folder that poplab wrote, and names what it wrote there.
const listFile = "poplab-files.txt"

const listHead = "# Written by poplab site, which replaces these files when it is run again.\n"

func (p *publishing) writeFolder(o site.Options, stdout io.Writer) error {
	before, err := written(p.out)
	if err != nil {
		return err
	}
	files, err := site.Static(o)
	if err != nil {
		return err
	}
	names := slices.Sorted(maps.Keys(files))
	files[listFile] = []byte(listHead + strings.Join(names, "\n") + "\n")
	octets := 0
	for _, name := range slices.Sorted(maps.Keys(files)) {
		octets += len(files[name])
		if err := putFile(filepath.Join(p.out, filepath.FromSlash(name)), files[name]); err != nil {
			return err
		}
	}
	for _, name := range before {
		if files[name] == nil {
			remove(p.out, name)
		}
	}
	fmt.Fprintf(stdout, "%s: %d files, %s. Put the folder on any web host; %s is its first page.\n",
		p.out, len(files), size(octets), filepath.Join(p.out, "index.html"))
	return nil
}

// written are the files that poplab wrote into a folder before. A folder with anything else in it
// is refused, so that nothing of others is ever replaced.
func written(dir string) ([]string, error) {
	info, err := os.Stat(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err == nil && !info.IsDir() {
		return nil, fmt.Errorf("-out %s: this is a file; name a folder, or add -single", dir)
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) == 0 {
		return nil, err
	}
	list, err := os.ReadFile(filepath.Join(dir, listFile))
	if err != nil || !strings.HasPrefix(string(list), listHead) {
		return nil, fmt.Errorf("-out %s: there are files in it that poplab did not write; name a new folder, or an empty one", dir)
	}
	var names []string
	for name := range strings.Lines(strings.TrimPrefix(string(list), listHead)) {
		if name = strings.TrimSuffix(name, "\n"); filepath.IsLocal(filepath.FromSlash(name)) {
			names = append(names, name)
		}
	}
	return names, nil
}

// remove takes away a file of an earlier version, and the folders that are empty then.
func remove(dir, name string) {
	for name = filepath.FromSlash(name); name != "."; name = filepath.Dir(name) {
		if os.Remove(filepath.Join(dir, name)) != nil {
			return // gone already, or a folder with other files
		}
	}
}

func putFile(name string, octets []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	return os.WriteFile(name, octets, 0o644)
}

// writeSingle replaces nothing but a site in a single file.
func (p *publishing) writeSingle(o site.Options, stdout io.Writer) error {
	before, err := os.ReadFile(p.out)
	if err == nil && !bytes.HasPrefix(before, []byte(site.SingleMark)) {
		return fmt.Errorf("-out %s: poplab did not write this file; name a new one", p.out)
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("-out: %w", err)
	}
	file, err := site.Single(o)
	if err != nil {
		return err
	}
	if err := putFile(p.out, file); err != nil {
		return err
	}
	fmt.Fprintf(stdout, "%s: %s. Browsers open it from any disk.\n", p.out, size(len(file)))
	return nil
}

// size is a number of octets for people.
func size(octets int) string { return fmt.Sprintf("%.1f MB", float64(octets)/1e6) }
