package annotate

// english is the table of notes in English. Its chapters follow the kinds of
// lines; how a message is written is said at the type message.
var english = newTable(
	englishConsole, englishRequests, englishMistakes, englishReplies,
	englishRefusals, englishBodies, englishCapabilities,
)
