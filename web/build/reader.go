package main

import "encoding/binary"

// reader takes octets from the front of a file. What is not there is zero, and
// leaves failed behind.
type reader struct {
	file   []byte
	at     int
	failed bool
}

func (r *reader) take(n int) []byte {
	if n > len(r.file)-r.at {
		r.failed = true
		return nil
	}
	r.at += n
	return r.file[r.at-n : r.at]
}

func (r *reader) octet() byte {
	if b := r.take(1); b != nil {
		return b[0]
	}
	return 0
}

// number reads a number in LEB128, seven bits in each octet.
func (r *reader) number() int {
	n, size := binary.Uvarint(r.file[r.at:])
	if size <= 0 || n > 1<<30 {
		r.failed = true
		return 0
	}
	r.at += size
	return int(n)
}
