package capture

import "strings"

const day = 24 * 60 * 60 * 1_000_000 // in microseconds

// clock reads the first time such as 10:18:17 or 10:18:17.908824 in what stands
// before a line, with a date such as 2026-11-22 where there is one. It gives
// microseconds since 1970, and 0 where it finds none. Package time would cost the
// page more than all of this package.
func clock(lead string) int64 {
	for at := strings.IndexByte(lead, ':'); at >= 0; {
		if t, ok := clockAt(lead, at-2); ok {
			return t + date(lead[:at])
		}
		next := strings.IndexByte(lead[at+1:], ':')
		if next < 0 {
			return 0
		}
		at += 1 + next
	}
	return 0
}

// cutClock cuts off the time that is the first word of a line.
func cutClock(line string) (micro int64, rest string) {
	if line == "" || !isDigit(line[0]) {
		return 0, line
	}
	word, rest, _ := strings.Cut(line, " ")
	if micro = clock(word); micro == 0 {
		return 0, line
	}
	return micro, rest
}

// clockAt reads HH:MM:SS and a fraction that begins at an offset.
func clockAt(s string, at int) (micro int64, ok bool) {
	if at < 0 || len(s) < at+8 || s[at+5] != ':' || at > 0 && isDigit(s[at-1]) {
		return 0, false
	}
	h, m, sec := number(s[at:at+2]), number(s[at+3:at+5]), number(s[at+6:at+8])
	if h < 0 || h > 23 || m < 0 || m > 59 || sec < 0 || sec > 60 {
		return 0, false
	}
	micro = ((h*60+m)*60 + sec) * 1_000_000
	if at += 8; at < len(s) && (s[at] == '.' || s[at] == ',') {
		for unit := int64(100_000); unit > 0; unit /= 10 {
			if at++; at >= len(s) || !isDigit(s[at]) {
				break
			}
			micro += int64(s[at]-'0') * unit
		}
	}
	return micro, true
}

// date finds YYYY-MM-DD and gives its first microsecond, else 0.
func date(s string) int64 {
	for i := 0; i+10 <= len(s); i++ {
		if s[i+4] != '-' || s[i+7] != '-' {
			continue
		}
		y, m, d := number(s[i:i+4]), number(s[i+5:i+7]), number(s[i+8:i+10])
		if y >= 1970 && m >= 1 && m <= 12 && d >= 1 && d <= 31 {
			return days(y, m, d) * day
		}
	}
	return 0
}

// days counts from 1 January 1970 to a date of the Gregorian calendar. Years are
// taken to begin in March, so that the day of a leap year comes last.
func days(year, month, date int64) int64 {
	if month -= 3; month < 0 {
		month += 12
		year--
	}
	return year*365 + year/4 - year/100 + year/400 + (153*month+2)/5 + date - 1 - 719468
}

// number reads digits, and gives -1 for anything else.
func number(s string) int64 {
	n := int64(0)
	for i := range len(s) {
		if !isDigit(s[i]) {
			return -1
		}
		n = n*10 + int64(s[i]-'0')
	}
	return n
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
