package capture
import ("testing";"poplab/wasm/pcap";"time")
func TestZZ(t *testing.T) {
	segments := packets(t, script(ordinary...))
	tiny := []pcap.Segment{}
	for i := range 280000 { x := segments[10]; x.Payload = []byte("x"); x.Seq += uint32(i*3); x.Time = int64(i); x.From.Port = uint16(i%5000+1000); tiny = append(tiny, x) }
	file := pcap.AppendPcap(nil, tiny)
	for range 3 {
	s := time.Now(); c := pcap.Read(file); t.Log("read", time.Since(s))
	s = time.Now(); l := connections(c.Segments); t.Log("conn", time.Since(s), len(l))
	s = time.Now(); _, err := readPackets(c); t.Log("all", time.Since(s), err)
	}
}
