package annotate

import (
	"testing"

	"poplab/wasm/transcript"
)

// BenchmarkLine is the cost of one note, over the lines of a whole session.
func BenchmarkLine(b *testing.B) {
	var tr transcript.Transcript
	for _, line := range scripts(b)["testdata/T1.txt"] {
		step(b, &tr, line)
	}
	b.ReportAllocs()
	lines := 0
	for b.Loop() {
		var a Annotator
		lines += len(a.Next(&tr))
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(lines), "ns/line")
}

// BenchmarkBody is the cost of a line of a long message, which most lines are.
func BenchmarkBody(b *testing.B) {
	var tr transcript.Transcript
	for _, line := range []string{"-- x", "S: +OK", "C: APOP a b", "S: +OK", "C: RETR 1", "S: +OK 760000 octets", "S: "} {
		step(b, &tr, line)
	}
	for range 10000 {
		tr.Server([]byte("This line is one of ten thousand lines of a message that is very long.\r\n"))
	}
	b.ReportAllocs()
	lines := 0
	for b.Loop() {
		var a Annotator
		lines += len(a.Next(&tr))
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(lines), "ns/line")
}
