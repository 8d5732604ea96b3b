package sandbox

import (
	"strconv"
	"strings"

	"poplab/wasm/pop3"
)

// Days by the Gregorian calendar, counted from 1 January 1970; package time would
// add 69 KiB to what the browser loads.

const (
	minute = 60 // seconds
	hour   = 60 * minute
	day    = 24 * hour
)

var (
	weekdays = [...]string{"Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"} // of day 0 and the six behind it
	months   = [...]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}
)

// daysOf is how many days a month has, counted from 0.
func daysOf(year, month int) int {
	switch {
	case month == 1 && year%4 == 0 && (year%100 != 0 || year%400 == 0):
		return 29
	case month == 1:
		return 28
	case month == 3 || month == 5 || month == 8 || month == 10:
		return 30
	}
	return 31
}

// parseTime reads a day and a time such as "1996-05-02" "17:30", of the years 1970
// to 2099, as seconds.
func parseTime(words []string) (second int, ok bool) {
	if len(words) != 2 {
		return 0, false
	}
	var n [5]int
	fields := append(strings.Split(words[0], "-"), strings.Split(words[1], ":")...)
	if len(fields) != len(n) || len(fields[0]) != 4 {
		return 0, false
	}
	for i, field := range fields {
		if n[i], ok = pop3.Decimal(field); !ok || i > 0 && len(field) != 2 {
			return 0, false
		}
	}
	year, month := n[0], n[1]-1
	if year < 1970 || year > 2099 || month < 0 || month > 11 || n[2] < 1 || n[2] > daysOf(year, month) || n[3] > 23 || n[4] > 59 {
		return 0, false
	}
	days := n[2] - 1
	for y := 1970; y < year; y++ {
		days += 337 + daysOf(y, 1)
	}
	for m := range month {
		days += daysOf(year, m)
	}
	return days*day + n[3]*hour + n[4]*minute, true
}

// date writes a second as the header of a message has it: "Thu, 2 May 1996 17:30:00
// +0000" (RFC 5322 section 3.3).
func date(second int) string {
	days, year, month := second/day, 1970, 0
	weekday := weekdays[days%7]
	for ; days >= 337+daysOf(year, 1); year++ {
		days -= 337 + daysOf(year, 1)
	}
	for ; days >= daysOf(year, month); month++ {
		days -= daysOf(year, month)
	}
	clock := []byte(" 00:00:00 +0000")
	for at, n := range [...]int{1: second % day / hour, 4: second % hour / minute, 7: second % minute} {
		clock[at] += byte(n / 10)
		clock[at+1] += byte(n % 10)
	}
	return weekday + ", " + strconv.Itoa(days+1) + " " + months[month] + " " + strconv.Itoa(year) + string(clock)
}
