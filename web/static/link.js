// @ts-check
// Links that hold a whole log or session: #log=...&line=12, #session=... What stands
// behind the "#" of a link stays in the browser; no server is told it.
import { address } from './asset.js';
import { InputError, packed, unpacked } from './packing.js';
import { t } from './say.js';

/** Characters of a link that mail programs, chats and address bars carry. */
const LONGEST = 8000;
/** Octets that can become so few; others are not even tried. */
const TRIED = 2 ** 20;

const DAMAGED = t('This link is damaged or cut off. Ask for it again, or for what it should hold.');

/** A link that holds something, or "" if there is nothing or it is too long for one. @param {string} name of what it is @param {Blob} held */
export async function linkTo(name, held) {
  if (held.size === 0 || held.size > TRIED) return '';
  const octets = await packed(held, 'deflate-raw');
  if (octets.length > LONGEST) return '';
  const link = address(`#${name}=${toBase64(octets)}`);
  return link.length > LONGEST ? '' : link;
}

/**
 * What a link holds, if it holds something of that name.
 * @param {string} name
 * @param {string} hash of the link, with its "#"
 * @returns {Promise<{held: Blob, line: number} | undefined>}
 */
export async function linked(name, hash) {
  const parts = new URLSearchParams(hash.slice(1));
  const text = parts.get(name);
  if (text === null) return undefined;
  const held = await unpacked(new Blob([fromBase64(text)]), 'deflate-raw', DAMAGED);
  return { held, line: Number.parseInt(parts.get('line') ?? '', 10) || 0 };
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
