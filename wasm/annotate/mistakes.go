package annotate

// mistake is what can be wrong with a line of the client.
type mistake uint8

const (
	none mistake = iota

	// the moment and the octets
	afterQuit
	emptyLine
	tooLong
	telnetOctets
	backspaceOctets
	escapeOctets
	controlOctets
	foreignOctets

	// the spacing
	leadingBlank
	tabSeparates
	trailingSpace
	doubleSpace

	// the keyword
	gluedKeyword
	wrongWord
	helpWord
	leaveWord
	loginWord
	smtpWord
	imapWord
	httpWord
	rpopWord
	serverWord
	loneDot
	telnetWord
	bareNumber
	bareWordAfterUser
	hiddenWord
	longWord
	unknownWord

	// the state and the order
	tooEarly
	tooLate
	secondUser
	passAfterFailure
	passFirst
	passNotNext

	// the arguments
	missingName
	missingPassword
	missingDigest
	missingNumber
	missingLines
	userWithPassword
	bracketedName
	quitWithWords
	rsetWithNumber
	takesNothing
	severalNumbers
	tooManyWords
	punctuatedNumber
	signedNumber
	wildcard
	rangeOfNumbers
	notNumber
	linesNotNumber
	zeroNumber
	noSuchMessage
	markedMessage
	markedTwice
	passwordWithSpaces
	bracketedPassword
	apopNotOffered
	digestForm
	digestCapitals

	// within AUTH, and under TLS
	notOffered
	serverFirst
	notBase64
	quitWithin
	plainForm
	cramForm
	tokenForm
	behindStls
	tlsTwice
)

// mistakes are the notes of each mistake: at the line itself, at the -ERR that
// answers it, and at a +OK by which the server lets it pass. Nothing means that
// the reply is explained as if the line had been in order, and letPass that this
// is added: the server understood the line as it was meant.
var mistakes = [...]struct{ said, refused, accepted key }{
	none:            {},
	afterQuit:       {saidAfterQuit, answerAfterQuit, answerAfterQuit},
	emptyLine:       {saidEmptyLine, errEmptyLine, nothing},
	tooLong:         {saidTooLong, errTooLong, nothing},
	telnetOctets:    {saidTelnetOctets, errOctets, okLenient},
	backspaceOctets: {saidBackspace, errOctets, okLenient},
	escapeOctets:    {saidEscape, errOctets, okLenient},
	controlOctets:   {saidControl, errOctets, okLenient},
	foreignOctets:   {saidForeign, errOctets, okLenient},

	leadingBlank:  {saidLeadingBlank, errBlanks, letPass},
	tabSeparates:  {saidTab, errBlanks, letPass},
	trailingSpace: {saidTrailingSpace, errSpacing, letPass},
	doubleSpace:   {saidDoubleSpace, errSpacing, letPass},

	gluedKeyword:      {saidGlued, errUnknownWord, nothing},
	wrongWord:         {saidWrongWord, errWrongWord, okUnknown},
	helpWord:          {saidHelp, errHelp, okUnknown},
	leaveWord:         {saidLeave, errLeave, okUnknown},
	loginWord:         {saidLogin, errLogin, okUnknown},
	smtpWord:          {saidSMTP, errOtherProtocol, okUnknown},
	imapWord:          {saidIMAP, errOtherProtocol, okUnknown},
	httpWord:          {saidHTTP, errOtherProtocol, okUnknown},
	rpopWord:          {saidRpop, errRpop, okUnknown},
	serverWord:        {saidServerWord, errUnknownWord, okUnknown},
	loneDot:           {saidLoneDot, errUnknownWord, okUnknown},
	telnetWord:        {saidTelnetWord, errUnknownWord, okUnknown},
	bareNumber:        {saidBareNumber, errUnknownWord, okUnknown},
	bareWordAfterUser: {saidBareWord, errBareWord, okUnknown},
	hiddenWord:        {saidHiddenWord, errUnknownWord, okUnknown},
	longWord:          {saidLongWord, errUnknownWord, okUnknown},
	unknownWord:       {saidUnknownWord, errUnknownWord, okUnknown},

	tooEarly:         {saidTooEarly, errTooEarly, okWrongState},
	tooLate:          {saidTooLate, errTooLate, okWrongState},
	secondUser:       {saidSecondUser, errSecondUser, letPass},
	passAfterFailure: {saidPassAfterFailure, errPassAfterFailure, okPassAfterFailure},
	passFirst:        {saidPassFirst, errPassFirst, nothing},
	passNotNext:      {saidPassNotNext, errPassNotNext, letPass},

	missingName:        {saidMissingName, errMissing, okMissingName},
	missingPassword:    {saidMissingPassword, errMissing, nothing},
	missingDigest:      {saidMissingDigest, errMissing, nothing},
	missingNumber:      {saidMissingNumber, errMissing, okLenient},
	missingLines:       {saidMissingLines, errMissing, okLenient},
	userWithPassword:   {saidUserWithPassword, errUserWithPassword, okUserWithPassword},
	bracketedName:      {saidBracketedName, errArgument, nothing},
	quitWithWords:      {saidQuitWithWords, errQuitWithWords, letPass},
	rsetWithNumber:     {saidRsetWithNumber, errArgument, letPass},
	takesNothing:       {saidTakesNothing, errArgument, letPass},
	severalNumbers:     {saidSeveralNumbers, errArgument, okLenient},
	tooManyWords:       {saidTooManyWords, errArgument, okLenient},
	punctuatedNumber:   {saidPunctuatedNumber, errNotNumber, okLenient},
	signedNumber:       {saidSignedNumber, errNotNumber, okLenient},
	wildcard:           {saidWildcard, errNotNumber, okLenient},
	rangeOfNumbers:     {saidRange, errNotNumber, okLenient},
	notNumber:          {saidNotNumber, errNotNumber, okLenient},
	linesNotNumber:     {saidLinesNotNumber, errLines, okLenient},
	zeroNumber:         {saidZero, errZero, okLenient},
	noSuchMessage:      {saidNoSuchMessage, errNoSuchMessage, okNoSuchMessage},
	markedMessage:      {saidMarked, errMarked, okMarkedServed},
	markedTwice:        {saidMarkedTwice, errMarkedTwice, nothing},
	passwordWithSpaces: {saidPasswordSpaces, errPasswordSpaces, nothing},
	bracketedPassword:  {saidPasswordMarks, errPasswordMarks, nothing},
	apopNotOffered:     {saidApopNotOffered, errApopNotOffered, nothing},
	digestForm:         {saidDigestForm, errDigest, nothing},
	digestCapitals:     {saidDigestCapitals, errDigest, nothing},

	notOffered:  {saidNotOffered, errNotOffered, nothing},
	serverFirst: {saidServerFirst, errServerFirst, nothing},
	notBase64:   {saidNotBase64, errResponse, nothing},
	quitWithin:  {saidQuitWithin, errResponse, nothing},
	plainForm:   {saidPlainForm, errResponse, nothing},
	cramForm:    {saidCramForm, errResponse, nothing},
	tokenForm:   {saidTokenForm, errResponse, nothing},
	behindStls:  {saidBehindStls, errOther, okBehindStls},
	tlsTwice:    {saidTLSTwice, errTLSTwice, nothing},
}
