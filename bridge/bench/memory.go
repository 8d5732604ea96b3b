package main

import (
	"errors"
	"fmt"
	"net/netip"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// steps is how often memory is looked at on the way to all idle sessions.
const steps = 10

// perSession is what an idle session that has logged in costs a server, in KiB: by
// how much the memory of all its processes grows for some sessions more. It is the
// median of the steps, since now and then a server also gives memory back, or uses
// some again.
func perSession(s *server) (float64, error) {
	var growth []float64
	before, err := memory(s.cmd.Process.Pid)
	for step := range steps {
		each := s.idle / steps
		clients, failed := logInAll(s.address, step*each, each)
		defer closeAll(clients)
		if err = errors.Join(err, failed); err != nil {
			return 0, err
		}
		time.Sleep(settling)
		var after int
		after, err = memory(s.cmd.Process.Pid)
		growth = append(growth, float64(after-before)/float64(each))
		before = after
	}
	return median(growth), err
}

// settling is how long what a server starts behind a login takes to be up.
const settling = 300 * time.Millisecond

func logInAll(server netip.AddrPort, first, count int) (list []*client, err error) {
	for i := range count {
		c, err := logIn(server, userName(first+i))
		if err != nil {
			return list, fmt.Errorf("idle session %d: %w", first+i, err)
		}
		list = append(list, c)
	}
	return list, nil
}

func closeAll(clients []*client) {
	for _, c := range clients {
		c.close()
	}
}

// memory is that of a process and of all that it started, in KiB. A page that
// several processes share is counted once, a part for each (Pss in proc(5)).
func memory(pid int) (kib int, err error) {
	for _, p := range append(descendants(pid), pid) {
		rollup, err := os.ReadFile(fmt.Sprintf("/proc/%d/smaps_rollup", p))
		if p != pid && err != nil {
			continue // it has ended meanwhile
		}
		if err != nil {
			return 0, err
		}
		_, rest, _ := strings.Cut(string(rollup), "\nPss:")
		n, err := strconv.Atoi(strings.Fields(rest + " 0")[0])
		if err != nil {
			return 0, err
		}
		kib += n
	}
	return kib, nil
}

// descendants are all processes below one.
func descendants(pid int) []int {
	var list []int
	children, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/children", pid))
	for _, name := range children {
		text, _ := os.ReadFile(name)
		for _, word := range strings.Fields(string(text)) {
			if child, err := strconv.Atoi(word); err == nil {
				list = append(append(list, child), descendants(child)...)
			}
		}
	}
	return list
}
