// Program wasm is what the page loads: the POP3 server, the simulated world, the
// annotator and the lesson checks, compiled to WebAssembly.
//
// The page calls exported functions; there is no other way in or out (no
// syscall/js, which would add 21 KiB and cost 20 times as much a call).
//
//	buffer(n)    room for n octets of arguments; gives their address
//	speak(n)     the language, before all else: that of the page, a file such
//	             as phrase/phrases.de.txt or "" for English, and that of the
//	             notes, a file such as annotate/notes.en.txt; later, other
//	             notes, or the same with world.en.txt behind them where an
//	             answer "lacks" that, in which all rows are told anew
//	open(n)      a simulated world: scenario, tasks, and whose it is: class,
//	             learner, lesson, attempt
//	bridge(n)    a console for a real server: name, "mask" or ""
//	typed(n)     the learner typed a line, or pasted several with line ends
//	             between them
//	linked(n)    the bridge reached the real server: how the page speaks with
//	             the bridge ("here", "tls" or "clear"), and in words which server
//	secured(n)   TLS wraps the connection to the real server: how, in words
//	received(n)  octets of the real server
//	ended(n)     the real server closed the connection
//	lost(n)      the connection broke: reason
//	hangup(n)    the learner closed the connection
//	fill(n)      an answer field changed: task, field, value
//	read(n)      a log or a packet capture: "mask" or "", the file
//	around(n)    how the simulated world stands around the console: maildrops,
//	             devices, the way of each mail, queue, wire, sessions
//	steps(n)     what was put into the simulated world, from the step with that
//	             index on, and how many steps of all were taken
//	travel(n)    the moment after so many steps, the window to show or "", and
//	             "branch" to forget the steps behind it, or ""
//	script(n)    the session as text, a step a line
//	peek(n)      what such a text holds, without playing it: the text
//	restore(n)   the session of such a text: tasks, how many steps of it to take, the
//	             window to show or "", the text
//	rows(n)      rows that were not in an answer: the first, how many, and
//	             "C" or "S" for those of one side
//	sides(n)     the letter of each row: the first
//	find(n)      the next row that holds a text: "C", "S" or "", the row to
//	             begin at, "back" or "", the text
//	save(n)      the session as a file: format, "mask" or "", language, row
//	compare(n)   the newest session with a real server beside the same with the
//	             sandbox, exchange by exchange
//	tick(ms)     the time of what comes next, in milliseconds since 1970
//	answer()     address of the last answer
//
// The page writes n octets of UTF-8 (octets as they are for "received" and for
// the file of "read") into the buffer, several arguments with a NUL between
// them, and calls. Each call but tick gives the length of its answer, a JSON
// object: what is new, and how things stand, as desk.Answer writes it; {"rows":
// [...]} for rows, {"maildrops": ...} for around, {"steps": [...]} for steps and
// peek, {"script": ...} for script, {"sides": ...} for sides, {"row": ...} for find,
// {"exchanges": [...]} for compare, and {"name": ..., "type": ...} for save, where the octets of the file stand behind
// the first line end. {"error": ...} instead means wrong input, {"fault": ...} a mistake of
// poplab's own, after which the page starts anew. Addresses are good until the
// next call.
package main

// main must not return, else the exported functions would be gone.
func main() { select {} }
