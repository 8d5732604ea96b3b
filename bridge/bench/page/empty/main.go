// Program empty does nothing. Bench measures how long a page takes to start it: no
// page starts a Go program faster.
package main

// main does not return, as that of poplab does not.
func main() { select {} }
