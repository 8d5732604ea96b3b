package desk

import (
	"encoding/json"
	"testing"

	"poplab/wasm/annotate"
	"poplab/wasm/check"
	"poplab/wasm/transcript"
)

func TestAnswerIsJSON(t *testing.T) {
	a := Answer{
		State: transcript.Transaction, Host: "dewey", Connected: true,
		Legal: []string{"STAT", "QUIT"},
		Send:  []byte("PASS \x00\xFF\"\r\n"),
		Rows: []Row{{
			Index: 7, Text: "+OK \"2\" \\ 320 ü",
			Entry: &transcript.Entry{Session: 1, Side: transcript.Server, Kind: transcript.Status, Octets: []byte("+OK 2 320\r\n"), Exchange: 3, State: transcript.Transaction},
			Note:  annotate.Note{Severity: annotate.Warning, Text: "Two\tmessages.", RFC: "RFC 1939 section 5"},
		}},
		Tasks: []TaskState{{ID: "count", Verdicts: []check.Verdict{{Met: true, Said: "seen", Entry: 7}}}},
	}
	var got map[string]any
	if err := json.Unmarshal(a.AppendJSON(nil), &got); err != nil {
		t.Fatalf("%v in %s", err, a.AppendJSON(nil))
	}
	row := got["rows"].([]any)[0].(map[string]any)
	for field, want := range map[string]any{
		"i": 7.0, "session": 1.0, "exchange": 3.0, "side": "S", "size": 11.0, "state": "TRANSACTION",
		"text": "+OK \"2\" \\ 320 ü", "note": "Two\tmessages.", "severity": "warning",
		"rfc": "RFC 1939 section 5", "url": "https://www.rfc-editor.org/rfc/rfc1939#section-5",
	} {
		if row[field] != want {
			t.Errorf("%s is %v, want %v", field, row[field], want)
		}
	}
	if send := got["send"].(string); send != "PASS \u0000\u00FF\"\r\n" {
		t.Errorf("send is %q", send)
	}
	task := got["tasks"].([]any)[0].(map[string]any)
	if task["done"] != true || task["id"] != "count" {
		t.Errorf("task is %v", task)
	}
}

func TestEmptyListsAreLists(t *testing.T) {
	var got struct{ Rows, Legal, Tasks []any }
	if err := json.Unmarshal(Answer{}.AppendJSON(nil), &got); err != nil || got.Rows == nil || got.Legal == nil || got.Tasks == nil {
		t.Errorf("%v, %+v", err, got)
	}
}
