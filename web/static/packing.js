// @ts-check
// Octets made smaller and larger again by the browser: .gz files, and logs inside
// of links.
import { t } from './say.js';

/** Octets that a log may have; wasm/capture has the same limit. */
export const MOST = 20 * 2 ** 20;

/** Wrong input; its message is a sentence for whoever gave it. */
export class InputError extends Error {}

/** @param {Uint8Array} octets */
export const isGzip = (octets) => octets[0] === 0x1f && octets[1] === 0x8b; // RFC 1952 section 2.3.1

/**
 * Unpacks, and stops as soon as there is too much: a few KiB can unpack to gigabytes.
 * @param {Blob} blob
 * @param {CompressionFormat} format
 * @param {string} damaged what to say if it does not unpack
 * @returns {Promise<Blob>}
 */
export async function unpacked(blob, format, damaged) {
  const reader = blob.stream().pipeThrough(new DecompressionStream(format)).getReader();
  const parts = [];
  for (let size = 0; size <= MOST; size += parts[parts.length - 1].length) {
    const { done, value } = await reader.read().catch(() => { throw new InputError(damaged); });
    if (done) return new Blob(parts);
    parts.push(value);
  }
  reader.cancel();
  throw new InputError(t('Unpacked it has more than 20 MB. Cut out the part with the POP3 session, and try again.'));
}

/** @param {Blob} blob @param {CompressionFormat} format */
export async function packed(blob, format) {
  const stream = blob.stream().pipeThrough(new CompressionStream(format));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
