package export

import (
	"math"
	"testing"
	"testing/quick"
	"time"
)

func TestDates(t *testing.T) {
	const format = "2006-01-02 15:04:05 UTC"
	check := func(seconds int64, micro uint32) bool {
		at := time.Unix(seconds%125_000_000_000, int64(micro%1e6)*1000).UTC() // up to the year 5931
		return at.Year() < 1000 || date(at.UnixMicro()) == at.Format(format)
	}
	for _, day := range []string{"1969-12-31", "1970-01-01", "1900-02-28", "1900-03-01", "2000-02-29", "2000-12-31", "2023-12-31", "2024-02-29", "2100-03-01", "9999-12-31"} {
		at, err := time.Parse(time.DateOnly, day)
		if err != nil {
			t.Fatal(err)
		}
		if got := date(at.UnixMicro()); got != at.Format(format) {
			t.Errorf("%s is written %s", day, got)
		}
	}
	if err := quick.Check(check, nil); err != nil {
		t.Error(err)
	}
}

func TestSeconds(t *testing.T) {
	for micro, want := range map[int64]string{
		0: "0.000", 499: "0.000", 500: "0.001", 12_000: "0.012", 999_499: "0.999", 999_500: "1.000", 61_234_567: "61.235",
		math.MaxInt64 / 2: "4611686018427.388",
	} {
		if got := seconds(micro, "."); got != want {
			t.Errorf("%d microseconds are %q, want %q", micro, got, want)
		}
	}
}
