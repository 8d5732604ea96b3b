// @ts-check
// Links that hold a whole log: #log=...&line=12. What stands behind the "#" of a
// link stays in the browser; no server is told it.
import { address } from './asset.js';
import { InputError, packed, unpacked } from './packing.js';
import { t } from './say.js';

/** Characters of a link that mail programs, chats and address bars carry. */
const LONGEST = 8000;
/** Octets of a log that can become so few; others are not even tried. */
const TRIED = 2 ** 20;

const DAMAGED = t('This link is damaged or cut off. Ask for it again, or for the log itself.');

/** A link to a log, or "" if the log is too long for one. @param {Blob} log */
export async function linkTo(log) {
  if (log.size > TRIED) return '';
  const octets = await packed(log, 'deflate-raw');
  if (octets.length > LONGEST) return '';
  const link = address(`#log=${toBase64(octets)}`);
  return link.length > LONGEST ? '' : link;
}

/**
 * The log that a link holds, if it holds one.
 * @param {string} hash of the link, with its "#"
 * @returns {Promise<{log: Blob, line: number} | undefined>}
 */
export async function linked(hash) {
  const parts = new URLSearchParams(hash.slice(1));
  const text = parts.get('log');
  if (text === null) return undefined;
  const log = await unpacked(new Blob([fromBase64(text)]), 'deflate-raw', DAMAGED);
  return { log, line: Number.parseInt(parts.get('line') ?? '', 10) || 0 };
}

/** base64url without padding (RFC 4648 section 5). @param {Uint8Array} octets */
function toBase64(octets) {
  const text = btoa(String.fromCharCode(...octets));
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** @param {string} text */
function fromBase64(text) {
  try {
    const octets = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    return Uint8Array.from(octets, (c) => c.charCodeAt(0));
  } catch {
    throw new InputError(DAMAGED);
  }
}
