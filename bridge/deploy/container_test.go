package deploy

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
)

// instruction is a line of the Dockerfile: FROM and the like, and what follows.
type instruction struct{ name, rest string }

// instructions are those of the Dockerfile.
func instructions(t *testing.T) (list []instruction) {
	t.Helper()
	for line := range strings.Lines(read(t, "Dockerfile")) {
		name, rest, found := strings.Cut(strings.TrimSpace(line), " ")
		if found && !strings.HasPrefix(name, "#") {
			list = append(list, instruction{name, rest})
		}
	}
	return list
}

// find gives all that follows instructions of a name.
func find(list []instruction, name string) (rest []string) {
	for _, i := range list {
		if i.name == name {
			rest = append(rest, i.rest)
		}
	}
	return rest
}

// TestImage runs the program as the image does: at the root of a file system that has
// nothing but what the Dockerfile copies there, as a user who may do nothing.
// Threat 39.
func TestImage(t *testing.T) {
	list := instructions(t)
	var known = strings.Fields("FROM WORKDIR COPY RUN USER EXPOSE ENTRYPOINT")
	for _, i := range list {
		if !slices.Contains(known, i.name) {
			t.Errorf("%s is not tried by this test", i.name)
		}
	}
	if from := find(list, "FROM"); from[len(from)-1] != "scratch" {
		t.Errorf("the image begins with %q", from)
	}
	if user := find(list, "USER"); !slices.Equal(user, []string{"65532:65532"}) {
		t.Errorf("user %q", user)
	}
	if built := strings.Join(find(list, "RUN"), "\n"); !strings.Contains(built, "go run ./web/build") ||
		!strings.Contains(built, `CGO_ENABLED=0 go build -trimpath -buildvcs=false -ldflags "-s -w" -o /out/poplab ./bridge`) {
		t.Errorf("TestMain builds another program than\n%s", built)
	}
	var entry []string
	if err := json.Unmarshal([]byte(find(list, "ENTRYPOINT")[0]), &entry); err != nil {
		t.Fatal(err)
	}
	root := t.TempDir()
	for _, copied := range find(list, "COPY") {
		if from, ok := strings.CutPrefix(copied, "--from=build "); ok {
			paths := strings.Fields(from)
			copyFile(t, paths[0], filepath.Join(root, paths[1]))
		}
	}
	p := ready(run(t, append(entry, "-http", "127.0.0.1:0"), func(c *exec.Cmd) { confine(c, root) }))
	if status, text := get(t, "http://"+p.at+"/healthz"); status != 200 {
		t.Errorf("%d %s", status, text)
	}
}

// copyFile stands for COPY --from=build. The program is the one of TestMain; all else is
// where Debian has it, as in the image that the build runs in.
func copyFile(t *testing.T, from, to string) {
	t.Helper()
	if from == "/out/poplab" {
		from = binary
	}
	octets, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, octets, 0o755); err != nil {
		t.Fatal(err)
	}
}

// confine is what a container does. Who is not root does it in a user namespace.
func confine(c *exec.Cmd, root string) {
	c.Path, c.Dir, c.Env = c.Args[0], "/", []string{}
	c.SysProcAttr.Chroot = root
	if os.Geteuid() == 0 {
		c.SysProcAttr.Credential = &syscall.Credential{Uid: 65532, Gid: 65532}
		return
	}
	c.SysProcAttr.Cloneflags = syscall.CLONE_NEWUSER
	c.SysProcAttr.UidMappings = []syscall.SysProcIDMap{{ContainerID: 65532, HostID: os.Geteuid(), Size: 1}}
	c.SysProcAttr.GidMappings = []syscall.SysProcIDMap{{ContainerID: 65532, HostID: os.Getegid(), Size: 1}}
}
