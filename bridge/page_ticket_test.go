package main

import (
	"net/http"
	"strings"
	"testing"
)

// A bridge that others can reach lets its own page in, and no program that merely
// writes the right headers. What it refuses to the page it explains there.
func TestBridgeTicket(t *testing.T) {
	if testing.Short() {
		t.Skip("short: no browser")
	}
	server := fakePOP3(t, "+OK a server for those with a ticket\r\n")
	site := startProgram(t, "-target", "fake="+server.address, "-origin", "https://poplab.example").url

	forged, _ := http.NewRequest("GET", site+"/bridge/fake", nil)
	forged.Header.Set("Origin", site)
	response, err := http.DefaultClient.Do(forged)
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	if response.StatusCode != http.StatusForbidden {
		t.Errorf("without a ticket: %d", response.StatusCode)
	}

	p := visit(t, newBrowser(t), site+"/bridge/?target=fake")
	p.press("Connect")
	p.status("AUTHORIZATION")
	p.shows("Session", "for those with a ticket")
	p.press("Hang up")
	p.press("Connect") // with another ticket
	p.status("AUTHORIZATION")
	p.press("Hang up")
	p.evaluate(`document.getElementById('target').selectedOptions[0].value = 'gone'`)
	p.press("Connect")
	p.status("not connected")
	if words := p.evaluate(`document.getElementById('lost').textContent`); !strings.Contains(words, "There is no such target.") {
		t.Errorf("the page says %q", words)
	}
	p.find("button", "Reconnect")
}
