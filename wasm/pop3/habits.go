package pop3

// Habits are ways in which a server departs from the rules, as a set. Profiles
// of real servers have those that were seen there; broken servers, for lessons
// that ask for the violation, get theirs through Config.Habits.
type Habits uint32
