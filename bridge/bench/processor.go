package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"
)

// tick is the unit of processor time in proc(5), in microseconds.
const tick = 10_000

// perLogin is how many microseconds of its processors a login costs a server.
func perLogin(s *server) (float64, error) {
	const while = 3 * time.Second
	before := processor(s.cmd.Process.Pid)
	rate, err := logins(8)(s.address, while)
	used := processor(s.cmd.Process.Pid) - before
	return used / (rate * while.Seconds()), err
}

// processor is what a process and those that it started have used, in microseconds.
func processor(pid int) (micros float64) {
	for _, p := range append(descendants(pid), pid) {
		stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", p))
		if err != nil {
			continue // it has ended meanwhile
		}
		_, rest, _ := strings.Cut(string(stat), ") ") // the name of the program may hold anything
		fields := strings.Fields(rest)
		for _, ticks := range fields[11:13] { // of the program and of the system for it
			n, _ := strconv.Atoi(ticks)
			micros += float64(n) * tick
		}
	}
	return micros
}
