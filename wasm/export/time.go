package export

import "strconv"

// appendTime appends a time in microseconds since 1970, such as "1992-02-04
// 05:09:12 UTC". Package time would cost the page more than all of this package.
func appendTime(b []byte, micro int64) []byte {
	seconds := floor(micro, 1e6)
	day := floor(seconds, 86400)
	year, month, date := civil(day)
	clock := seconds - day*86400
	b = append(strconv.AppendInt(b, year, 10), '-')
	b = append(appendTwo(b, month), '-')
	b = append(appendTwo(b, date), ' ')
	b = append(appendTwo(b, clock/3600), ':')
	b = append(appendTwo(b, clock/60%60), ':')
	return append(appendTwo(b, clock%60), " UTC"...)
}

// civil is the date of a day counted from 1 January 1970. Years are taken to begin
// in March, so that the day of a leap year comes last, and in eras of 400 years,
// after which the Gregorian calendar repeats.
func civil(day int64) (year, month, date int64) {
	const era = 146097 // days in 400 years
	day += 719468      // days from 1 March of the year 0
	eras := floor(day, era)
	day -= eras * era
	year = (day - day/1460 + day/36524 - day/146096) / 365
	day -= 365*year + year/4 - year/100
	month = (5*day + 2) / 153 // from March, at 153 days in any five months
	date = day - (153*month+2)/5 + 1
	year += 400 * eras
	if month += 3; month > 12 {
		return year + 1, month - 12, date
	}
	return year, month, date
}

// floor divides, and rounds down for times before 1970 too.
func floor(n, by int64) int64 {
	if n < 0 {
		n -= by - 1
	}
	return n / by
}

func appendTwo(b []byte, n int64) []byte {
	return append(b, byte('0'+n/10), byte('0'+n%10))
}

// appendSeconds appends microseconds as seconds with three decimals.
func appendSeconds(b []byte, micro int64, decimal string) []byte {
	milli := (micro + 500) / 1000
	b = append(strconv.AppendInt(b, milli/1000, 10), decimal...)
	return appendTwo(append(b, byte('0'+milli/100%10)), milli%100)
}
