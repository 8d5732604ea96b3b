package annotate

// The keys of what a simulated world has beside POP3 sessions. Their texts are in
// files of their own, which the page fetches when one is needed for the first time.
const (
	// words and events of a simulated world
	localWindow key = worldKeys + iota
	localWait
	localDeliver
	localCable
	localCheck
	localMode
	localDisk
	localAttacker
	localSwitch
	localQueue
	localRead
	localMd5
	worldMoved
	worldWaited
	worldArrived
	worldCableOut
	worldCableOutOpen
	worldCableIn
	worldOtherCable
	worldUnreachable
	worldCableLine
	worldDiskFull
	worldDiskFree
	worldAttackerOn
	worldAttackerOff
	worldHostStopped
	worldHostStarted
	worldQueued
	worldRelayed
	worldReadCopy
	worldReadCopyLine
	worldDigested
	timedOutEarly
	timedOut
	timedOutMarks

	// mail programs on machines of their own
	deviceRuns
	deviceMpop
	devicePoplib
	deviceFetchmail
	deviceThunderbird
	deviceChecked
	deviceFailed
	deviceFailedLine
	deviceBusy
	deviceMode
	deviceNotYours

	// what somebody who taps the line gets from it
	tapListens
	tapOver
	tapCannotSend
	tapPassword
	tapDigest
	tapMail
	tapRecord
	tapRecordAgain

	// SMTP: commands with which nothing is wrong, and mail
	mailOpened
	askEhlo
	askHelo
	askMail
	askMailNobody
	askRcpt
	askData
	askMailRset
	askMailNoop
	askVrfy
	askMailQuit
	mailSeparator
	mailBody
	mailSwallowed
	mailSwallowedAgain
	mailDotDoubled
	mailDotLost
	mailEnd
	mailEndSwallowed

	// SMTP: client lines with which something is wrong
	saidMailLate
	saidMailEmpty
	saidMailOctets
	saidMailDot
	saidPOP3
	saidPOP3Password
	saidMailHeader
	saidMailUnknown
	saidMailOptional
	saidMailOrder
	saidMailTwice
	saidMailPath
	saidMailName
	saidMailAlone

	// SMTP: greetings, replies, and the end
	mailGreeting
	mailTurnedAway
	mailMore
	mailExtension
	mailExtensionLast
	mailSize
	mailSizeLast
	okHello
	okMail
	okRcpt
	okRcptElsewhere
	goData
	okMessage
	okMailRset
	okMailNoop
	okVrfy
	okVrfyHidden
	okMailQuit
	okMailOther
	errMailUnknown
	errPOP3
	errMailSyntax
	errMailNotHere
	errMailOrder
	errMailNobody
	errMailTooLarge
	errMailNoRecipient
	errMailLater
	errMailNever
	mailClosing
	mailGarbled
	mailGarbledPOP3
	mailStray
	mailClosed
	mailLeft
	mailLeftOpen

	keys // how many there are
)
