package export

import "strconv"

// date is a time in microseconds since 1970, such as "1992-02-04 05:09:12 UTC".
// Package time would cost the page more than all of this package.
func date(micro int64) string {
	at := floor(micro, 1e6)
	day := floor(at, 86400)
	year, month, date := civil(day)
	clock := at - day*86400
	var b sheet
	b.fill("%-%-% %:%:% UTC", strconv.FormatInt(year, 10), two(month), two(date), two(clock/3600), two(clock/60%60), two(clock%60))
	return string(b)
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

// two is a number of two digits.
//
//go:noinline
func two(n int64) string { return strconv.FormatInt(100+n, 10)[1:] }

// seconds are microseconds in seconds, with three digits behind the decimal sign.
func seconds(micro int64, decimal string) string {
	milli := (micro + 500) / 1000
	return strconv.FormatInt(milli/1000, 10) + decimal + strconv.FormatInt(1000+milli%1000, 10)[1:]
}
