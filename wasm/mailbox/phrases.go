package mailbox

// What generated letters are made of. No word here has the form of the words that
// lessons hide (word in generate.go), and no entry begins with a dot.

var people = []string{
	"Ann Archer <ann@example.org>",
	"Bob Baker <bob@example.net>",
	"Carol Chen <carol@example.com>",
	"David Diaz <david@mail.example>",
	"Esther Ekwueme <esther@library.example>",
	"Farid Fazli <farid@physics.example>",
	"Grace Gupta <grace@example.org>",
	"Henrik Holm <henrik@harbour.example>",
	"Ines Ibarra <ines@example.net>",
	"Jonas Jansen <jonas@printshop.example>",
}

var subjects = []string{
	"Minutes of Tuesday",
	"The projector in room 12",
	"Lunch on Friday?",
	"Your library books",
	"Trip to the observatory",
	"Re: Printer out of paper",
	"Choir practice moves",
	"Draft of the report",
	"Keys to the lab",
	"Bicycle found",
	"Notes from the lecture",
	"Re: Notes from the lecture",
}

var greetings = []string{"Also:", "By the way:", "In short:", "One more thing:", "For the record:", "As you know:"}

var sentences = []string{
	"The meeting starts at ten and ends before lunch.",
	"Please bring the blue folder, since the green one is with the printer.",
	"Nobody has seen the key since Thursday.",
	"We moved the tables to the window, where the light is better.",
	"The train leaves at a quarter past eight from platform four.",
	"I have put a copy on your desk and another one into the cupboard.",
	"If you cannot come, send somebody who knows the figures.",
	"The old terminal in the corner works again after a new fuse.",
	"There will be soup, bread and the usual cake.",
	"Could you read the second chapter once more before Monday?",
	"The caretaker asks us to close the skylight in the evening.",
	"Two of the pictures hang upside down, and the third is missing.",
	"It rained the whole weekend, so the boats stayed in the harbour.",
	"Thank you for the long letter, which I have read twice.",
	"The new modem is faster, but it wakes the neighbours.",
	"They promised an answer by the end of the month.",
	"Our guest from the museum speaks about maps and how they lie.",
	"The numbers in the last table add up at last.",
	"You can have my seat, as I will stand at the back anyway.",
	"The cat of the porter has moved into the archive.",
	"Please do not print this, the paper is running low.",
	"I would rather talk about it than write about it.",
}
