package annotate

// key names a message in every language. The keys of what the client's side says
// are in this file, those of the server's side in keys_server.go.
type key uint16

const (
	nothing key = iota

	// the learner's own program, and the end of a connection
	localTyped
	localTelnet
	localOpenssl
	localHelpWord
	localClear
	localTrying
	localOpened
	localEscape
	localUnknownHost
	localRefused
	localUsage
	localOffline
	localHelp
	localOther
	closedUpdated
	closedEarly
	closedUncertain
	serverLeftEarly
	serverLeft
	serverLeftMarks
	learnerLeftEarly
	learnerLeft
	learnerLeftMarks
	lineLostEarly
	lineLost
	lineLostMarks
	cutClient
	cutServer

	// commands with which nothing is wrong
	askEarly
	askUser
	askPass
	askPassSecured
	askApop
	askStat
	askListAll
	askListOne
	askRetr
	askDele
	askNoop
	askRset
	askRsetNothing
	askRsetOpen
	askTop
	askTopHeader
	askTopAll
	askUidlAll
	askUidlOne
	askCapa
	askQuit
	askQuitMarks
	askQuitOpen
	askQuitExpire
	askQuitEarly
	askAuth
	askAuthPlain
	askAuthCram
	askAuthScram
	askAuthInitial
	askAuthInitialPlain
	askAuthInitialScram
	askAuthInitialEmpty
	askAuthBare
	askStls
	askUtf8
	askLang
	askLangOne
	askLangDefault
	askLast
	response
	responsePlain
	responseCram
	responseScram
	responseScramProof
	responseEmpty
	responseCancel
	keywordCase
	clientBareLF
	readableAnyway
	sealed

	// client lines with which something is wrong
	saidAfterQuit
	saidEmptyLine
	saidTooLong
	saidTelnetOctets
	saidBackspace
	saidEscape
	saidControl
	saidForeign
	saidLeadingBlank
	saidTab
	saidTrailingSpace
	saidDoubleSpace
	saidGlued
	saidWrongWord
	saidHelp
	saidLeave
	saidLogin
	saidSMTP
	saidIMAP
	saidHTTP
	saidRpop
	saidServerWord
	saidLoneDot
	saidTelnetWord
	saidBareNumber
	saidBareWord
	saidHiddenWord
	saidLongWord
	saidUnknownWord
	saidTooEarly
	saidTooLate
	saidSecondUser
	saidPassAfterFailure
	saidPassFirst
	saidPassNotNext
	saidMissingName
	saidMissingPassword
	saidMissingDigest
	saidMissingNumber
	saidMissingLines
	saidUserWithPassword
	saidBracketedName
	saidQuitWithWords
	saidRsetWithNumber
	saidTakesNothing
	saidSeveralNumbers
	saidTooManyWords
	saidPunctuatedNumber
	saidSignedNumber
	saidWildcard
	saidRange
	saidNotNumber
	saidLinesNotNumber
	saidZero
	saidNoSuchMessage
	saidMarked
	saidMarkedTwice
	saidPasswordSpaces
	saidPasswordMarks
	saidApopNotOffered
	saidDigestForm
	saidDigestCapitals
	saidServerFirst
	saidNotBase64
	saidQuitWithin
	saidPlainForm
	saidTLSTwice

	clientKeys // how many there are so far
)
