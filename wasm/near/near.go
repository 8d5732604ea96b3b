// Package near finds the name that somebody may have meant, for messages that end
// in "did you mean".
//
//	near.Name("emtpy", []string{"empty", "untouched"}) // "empty"
package near

// Name is the known name nearest to one that is not known, or "". One slip of the
// fingers is forgiven, and one more for every six letters; case is no slip.
func Name(name string, known []string) string {
	best, slips := "", 1+len(name)/6
	if len(name) > longest {
		return ""
	}
	for _, k := range known {
		if d := Slips(name, k); d <= slips && d < len(k) {
			best, slips = k, d-1
		}
	}
	return best
}

// longest is how many octets a name has at most: who writes more means no name.
const longest = 64

// Slips counts the slips between two names: a letter too many, missing, wrong, or
// changed with its neighbour.
func Slips(a, b string) int {
	var before, last []int // the rows of the table above the one at hand
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		before, last, row = last, row, make([]int, len(b)+1)
		row[0] = i + 1
		for j := range len(b) {
			row[j+1] = min(last[j+1]+1, row[j]+1, last[j]+differ(a[i], b[j]))
			if i > 0 && j > 0 && differ(a[i], b[j-1])+differ(a[i-1], b[j]) == 0 {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
	}
	return row[len(b)]
}

// differ is 0 for the same octet, or the same letter of ASCII in another case.
func differ(a, b byte) int {
	if lower(a) == lower(b) {
		return 0
	}
	return 1
}

func lower(octet byte) byte {
	if 'A' <= octet && octet <= 'Z' {
		return octet + 'a' - 'A'
	}
	return octet
}
