package web

// practiceWorld is what free practice is about: the hosts and users of the standard
// world, and around them all that can happen to mail. It stands here and not with the
// lessons, since it teaches nothing by itself: no lesson and no goal is about it, and
// the first page keeps the plain world.
const practiceWorld = `
windows A B tap
host post
host dewey
tls offered
smtp
user mrose secret
message m1
message m2
arrival m3
arrival
  From: dan@example.org
  To: mrose@dewey.example
  Date: Mon, 6 May 1996 10:05:00 +0000
  Subject: Dots

  A line that begins with a dot:
  .profile
  A line with nothing but a dot:
  .
  Both arrive as they were sent.
host mailServer
smtp
user Harish vegetables
message m1
message m2
arrival
  From: mrose@dewey.example
  To: Harish@mailserver.example
  Date: Mon, 6 May 1996 11:30:00 +0000
  Subject: Vegetables

  Shall we meet at the market?
host dbc.mtview.ca.us
apop mrose tanstaaf
message m1
message m2
device office mrose@dewey uidl
device home mrose@dewey delete
device portable mrose@dewey headers
`
