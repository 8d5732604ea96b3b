// @ts-check
// The sentences of the bridge, in the language of the page, and what to do about them.
// What stands in braces is different each time.
import { language } from './language.js';
import { t, words } from './say.js';

const CLOCK = t('Compare the clocks of both machines.');
const RENEW = t('It may still be the right server, but nobody vouches for that any more. Whoever runs it has to renew the certificate. Nothing was sent after that.');
const ANYBODY = t('Anybody can make such a certificate, also somebody in between. Whoever runs the bridge can name the right key or authority (pin, ca). Nothing was sent after that.');
const DANGER = t('Do not log in on this network until you know why. Nothing was sent after that.');
const OPERATOR = t('Tell whoever runs the bridge.');
const PORT = t('POP3 listens on port 110, and on port 995 inside TLS. Whoever runs the bridge can correct the address.');

/** What the bridge says, and what to do about it where the close code does not tell that. @type {[string, string?][]} */
const SAID = [
  [t('The server closed the connection.')],
  [t('The bridge is shutting down.')],
  [t('The page broke the rules of WebSocket.')],
  [t('The page sent text where octets belong.')],
  [t('The page sent more than 4096 octets at once.')],
  [t('The page sends faster than anybody types.'), t('Wait a moment, then connect again.')],
  [t('The page has sent as much as it may in one session.')],
  [t('The server has sent as much as it may in one session.')],
  [t('The bridge made a mistake. This is our bug.')],
  [t('The connection to the server broke.')],
  [t('The server does not read what the page sends.'), t('It may be busy or stuck. Connect again, and tell whoever runs it if that happens often.')],
  [t('The page began to send and did not finish.')],
  [t('The page does not read what the server sends.')],
  [t('The page no longer answers.')],
  [t('The page is gone.')],
  [t('The page closed the connection.')],

  [t('No connection to {address}: nothing listens on that port.'), t('Is the server running, and is that its port?')],
  [t('No connection to {address}: no such host is known.')],
  [t('No connection to {address}: it does not answer.'), t('A firewall may be in between.')],
  [t('No connection to {address}: there is no way to that host.')],
  [t('No connection to {address}: it cannot be reached.')],
  [t('The bridge cannot tell which address that is.')],
  [t('The bridge does not connect to that port.')],
  [t('That is the bridge itself.')],
  [t('The host is at an address outside the networks of this target (its setting network).')],
  [t('The host is at an address that is not public. Whoever runs the bridge can allow it by the setting network.')],
  [t('The bridge connects to public addresses only, and the host has none.')],

  [t('This is not a POP3 server: its greeting is longer than 512 octets.')],
  [t('The server takes no session now: it said -ERR instead of a greeting.'), t('Try again later.')],
  [t('This is not a POP3 server: it greets with 220, as SMTP and FTP servers do.'), PORT],
  [t('This is not a POP3 server: it greets with *, as IMAP servers do.'), PORT],
  [t('This is not a POP3 server: it speaks HTTP.'), PORT],
  [t('This is not a POP3 server: it speaks SSH.'), PORT],
  [t('This is not a POP3 server: its greeting does not begin with +OK.'), PORT],
  [t('This is not a POP3 server: behind +OK its greeting has neither a space nor an end of line.'), PORT],
  [t('The server says nothing. A POP3 server speaks first; is this port one for TLS?')],
  [t('The server closed the connection without a greeting.'), t('Try again later.')],
  [t('The connection to the server broke before its greeting.'), t('Try again later.')],

  [t('Nothing was said for too long, so the bridge hung up.')],
  [t('Nobody logged in for too long, so the bridge hung up.')],
  [t('The session was open for as long as the bridge allows.')],
  [t('Too many logins failed in this session. Wait a while, then connect again.')],
  [t('Too many logins failed from your network address, which others may share. Try again in {minutes} min.'), t('A class behind one router has one address. Whoever runs the bridge can allow more with -limit passwords=N.')],
  [t('Too many commands at once before login.')],
  [t('A line came after AUTH before the server had answered it.')],
  [t('Before login, each line must end with CR LF.')],
  [t('Before login, the bridge forwards only what a login needs.')],
  [t('This target wants STLS first: nothing else goes out in clear text.'), t('Nothing of it reached the server. Connect again and type STLS, then log in.')],

  [t('This page came without HTTPS, so others could read a password. Open it with https.'), t('Nothing of it reached the server, but whoever is on the way from this page to the bridge may have read it.')],

  [t('The server said more in clear text after agreeing to TLS. Somebody may be in between.'), DANGER],
  [t('The page sent something between STLS and the end of the TLS handshake.')],
  [t('TLS can begin only after the server has answered STLS with +OK.')],
  [t('A command before STLS had no answer yet, so the reply that came counts for that one, not for STLS.'), t('Connect again and send STLS as the first command. A server has to answer each command once, in turn.')],
  [t('TLS can begin only before a login.'), t('Connect again and send STLS before USER.')],
  [t('This target is not set up for STLS. Whoever runs the bridge can change that.'), t('Without it the session would be in clear text.')],
  [t('The server does not offer STLS, or somebody in between hides it. This target wants it.'), DANGER],
  [t('The server refused STLS, or somebody in between did. This target wants it.'), DANGER],
  [t('The server\'s key is not the one that this target is pinned to. Somebody may be in between.'), t('Do not log in. Ask whoever runs the server whether its key was changed. Nothing was sent after that.')],
  [t('The server did not finish the TLS handshake in time.')],
  [t('The server speaks only a TLS older than 1.2, which is not safe any more.'), t('Whoever runs the server has to bring it up to date. Nothing was sent after that.')],
  [t('The server closed the connection in the middle of the TLS handshake.')],
  [t('The TLS handshake with the server failed.')],
  [t('The server speaks POP3 in clear text where TLS must begin. Is this its port for STLS?'), PORT],
  [t('What the server speaks on this port is not TLS.'), PORT],
  [t('The certificate is for {names}, not for {wanted}.'), t('It may be another server than the one you want. If it is the right one, whoever runs the bridge can set its name (server-name). Nothing was sent after that.')],
  [t('The server\'s certificate is not valid for a server.'), OPERATOR],
  [t('The server\'s certificate is not valid before {date}. Is the clock right?'), CLOCK],
  [t('The server\'s certificate expired on {date}.'), RENEW],
  [t('The certificate is self-signed: the server vouches for itself, and nobody else does.'), ANYBODY],
  [t('The certificate is not from the authority that this target is set up with.'), ANYBODY],
  [t('The certificate is from an authority that this machine does not know.'), ANYBODY],

  [t('The bridge is full. Try again in a minute.')],
  [t('Too many sessions are open from your network. Try again in a minute.')],
  [t('Too many sessions begin from your network. Try again in a few seconds.')],
  [t('Your network has moved as much as it may in an hour. Try again later.')],
  [t('The bridge does not answer under this host name. Start poplab with -origin and the URL that you use.')],
  [t('Only the console on poplab\'s own pages may connect. If this is one of them, start poplab with -origin and its URL.')],
  [t('A ticket is needed. Ask for one with POST /api/ticket?target=NAME.'), t('Reload the page.')],
  [t('This bridge connects to its own targets only. Whoever runs it can allow every public server with -allow-any-public.'), t('Reload the page: the list may have changed.')],
  [t('Choose port 110, or 995 for TLS from the first octet. The bridge connects to no other port of a server that is no target.')],
  [t('That is no host. Write its name or IP address alone, such as pop.example.org.')],
  [t('A host on the internet has a dot in its name. Write all of it, such as pop.example.org.')],
  [t('There is no such target. Targets are named when poplab is started, with -target or -targets.'), t('Reload the page: the list may have changed.')],
];

/** A sentence as the bridge says it. @param {string} text in the language of the page */
const english = (text) => Object.keys(words).find((key) => words[key] === text) ?? text;

/** What is different each time. */
const PART = /\{(\w+)\}/g;

/**
 * A sentence of the bridge in the language of the page, with what to do about it. Others stay as they are,
 * and so does one that this page says itself.
 * @param {string} reason
 * @returns {[string, string?]}
 */
export function explained(reason) {
  for (const [said, advice] of SAID) {
    const parts = said === reason ? {} : matched(english(said), reason);
    if (parts) return [said.replace(PART, (_, name) => shown(name, parts[name])), advice];
  }
  return [reason];
}

/** The parts of a sentence, if it is one of that form. @param {string} form @param {string} sentence @returns {Record<string, string> | undefined} */
function matched(form, sentence) {
  const pattern = form.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(PART, '(?<$1>.+)');
  const found = new RegExp(`^${pattern}$`).exec(sentence);
  return found ? { ...found.groups } : undefined;
}

/** @param {string} name @param {string} part */
function shown(name, part) {
  const day = name === 'date' ? new Date(`${part} UTC`) : undefined;
  return day && !Number.isNaN(day.valueOf()) ? day.toLocaleDateString(language, { dateStyle: 'long', timeZone: 'UTC' }) : part;
}
