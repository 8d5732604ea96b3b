package store

import (
	"bufio"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"poplab/wasm/pop3"
)

// A process that is killed is the only honest crash: nothing of it is tidied up. So
// this test program runs itself as a child that removes messages and is killed.

func TestMain(m *testing.M) {
	path := os.Getenv("STORE_PATH")
	if path == "" {
		os.Exit(m.Run())
	}
	if err := child(path, strings.Fields(os.Getenv("STORE_UIDS"))); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
}

// child removes messages. It is killed at the step that STORE_STEP counts to, or
// whenever the parent likes.
func child(path string, uids []string) error {
	last, _ := strconv.Atoi(os.Getenv("STORE_STEP"))
	step = func() {
		if last--; last == 0 {
			self, _ := os.FindProcess(os.Getpid())
			self.Kill()
			select {} // until the kill has come
		}
	}
	m, err := Open(path, writable)
	if err != nil {
		return err
	}
	d, err := m.Open()
	if err != nil {
		return err
	}
	fmt.Println("ready")
	return quit(d, numbers(d, uids)...)
}

// start starts a child, and returns when it is about to remove messages or is dead.
func start(t *testing.T, path string, uids []string, last int) *exec.Cmd {
	t.Helper()
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), "STORE_PATH="+path, "STORE_UIDS="+strings.Join(uids, " "), "STORE_STEP="+strconv.Itoa(last),
		"GORACE=atexit_sleep_ms=0") // else a child that ends takes a second, with -race
	c.Stderr = os.Stderr
	out, err := c.StdoutPipe()
	if err == nil {
		err = c.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	bufio.NewReader(out).ReadString('\n')
	return c
}

// wait says whether a child was killed.
func wait(t *testing.T, c *exec.Cmd) (killed bool) {
	t.Helper()
	err := c.Wait()
	if exit := new(exec.ExitError); errors.As(err, &exit) && exit.ExitCode() == -1 {
		return true
	}
	if err != nil {
		t.Fatal(err)
	}
	return false
}

// kinds are mailboxes with n messages, of which two and two have equal octets.
var kinds = []struct {
	name, path string
	files      func(n int) files
}{
	{"Maildir", "", func(n int) files {
		all := files{}
		for i := range n {
			all[fmt.Sprintf("%s/%d.M%d.host", []string{"cur", "new"}[i%2], i/2, i)] = letter(i)
		}
		return all
	}},
	{".eml", "", func(n int) files {
		all := files{}
		for i := range n {
			all[fmt.Sprintf("%04d.eml", i)] = letter(i)
		}
		return all
	}},
	{"mbox", "box", func(n int) files {
		var box strings.Builder
		for i := range n {
			box.WriteString("From ann\n" + letter(i) + "\n")
		}
		return files{"box": box.String()}
	}},
}

func letter(i int) string {
	return fmt.Sprintf("Subject: %d\n\n", i/2) + strings.Repeat("Hello!\n", i/2)
}

// TestKilledAtEachStep kills a removal at each of its steps, and then the next one,
// which has to clear up first, at each of its first steps.
func TestKilledAtEachStep(t *testing.T) {
	for _, kind := range kinds {
		t.Run(kind.name, func(t *testing.T) {
			killed, first := true, 0
			for ; killed; first++ {
				for second := range 5 {
					path := filepath.Join(lay(t, kind.files(8)), kind.path)
					before, doomed := plan(t, path)
					killed = wait(t, start(t, path, doomed, first+1))
					if second > 0 {
						wait(t, start(t, path, doomed, second))
					}
					checkCrash(t, path, before, doomed)
				}
			}
			if first < 6 {
				t.Errorf("only %d steps", first)
			}
		})
	}
}

// TestKilledAnyTime kills removals of many messages after a while.
func TestKilledAnyTime(t *testing.T) {
	for _, kind := range kinds {
		t.Run(kind.name, func(t *testing.T) {
			path := filepath.Join(lay(t, kind.files(400)), kind.path)
			before, doomed := plan(t, path)
			for range 8 {
				c := start(t, path, doomed, 0)
				time.Sleep(rand.N(8 * time.Millisecond))
				c.Process.Kill()
				wait(t, c)
				checkLeft(t, look(t, path), before, doomed)
			}
			checkCrash(t, path, before, doomed)
		})
	}
}

// entry is a message as a client knows it.
type entry struct{ uid, octets string }

// look reads a mailbox without touching it.
func look(t *testing.T, path string) []entry {
	t.Helper()
	m := mount(t, path, Options{})
	defer m.Close()
	return entries(t, m)
}

func entries(t *testing.T, m *Mailbox) []entry {
	t.Helper()
	d := login(t, m)
	defer d.Release()
	list := make([]entry, d.Len())
	for i := range list {
		list[i] = entry{d.Message(i).UID, string(d.Message(i).Octets)}
	}
	return list
}

// plan dooms every other message: the second of each two equal ones, and then the
// first, by turns.
func plan(t *testing.T, path string) (before []entry, doomed []string) {
	before = look(t, path)
	for i, e := range before {
		if i%4 == 1 || i%4 == 2 {
			doomed = append(doomed, e.uid)
		}
	}
	return before, doomed
}

// checkCrash looks at a mailbox after a crash, before and after the next start has
// cleared up, and then removes what was to be removed.
func checkCrash(t *testing.T, path string, before []entry, doomed []string) {
	t.Helper()
	checkLeft(t, look(t, path), before, doomed)
	m := mount(t, path, writable)
	defer m.Close()
	for _, left := range []string{path + ".lock", filepath.Join(filepath.Dir(path), ".box.poplab-rest")} {
		if _, err := os.Lstat(left); err == nil {
			t.Errorf("%s is still there", left)
		}
	}
	checkLeft(t, entries(t, m), before, doomed)
	d := login(t, m)
	if err := quit(d, numbers(d, doomed)...); err != nil {
		t.Error(err)
	}
	if got := entries(t, m); !slices.Equal(got, without(before, doomed)) {
		t.Errorf("in the end there is %v of %v without %v", got, before, doomed)
	}
}

// numbers are the numbers of the messages with one of the unique-ids.
func numbers(d pop3.Maildrop, uids []string) (numbers []int) {
	for i := range d.Len() {
		if slices.Contains(uids, d.Message(i).UID) {
			numbers = append(numbers, i+1)
		}
	}
	return numbers
}

func without(list []entry, uids []string) []entry {
	return slices.DeleteFunc(slices.Clone(list), func(e entry) bool { return slices.Contains(uids, e.uid) })
}

// checkLeft: of what was there before, only doomed messages may be missing. The
// others are as they were, in their order, and nothing else is there.
func checkLeft(t *testing.T, got, before []entry, doomed []string) {
	t.Helper()
	if !slices.Equal(without(got, doomed), without(before, doomed)) {
		t.Errorf("left is %v of %v, and %v was to be removed", got, before, doomed)
	}
	for _, e := range got {
		if !slices.Contains(before, e) {
			t.Errorf("%v was not there before", e)
		}
	}
}
