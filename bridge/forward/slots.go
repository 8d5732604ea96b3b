package forward

// spareDescriptors are those of a program that are for nothing of a session:
// listeners, files, requests before they are let in.
const spareDescriptors = 64

// Slots is how many sessions there are descriptors for when each takes so many: two,
// for the page and the server, or three where the server is in this program too.
func Slots(each int) int { return max(1, (descriptors()-spareDescriptors)/each) }
