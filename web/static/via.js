// @ts-check
// How this page speaks with its bridge, by the address that it came from: inside TLS,
// within one machine, or in clear text for everybody on the way.

/** @type {'tls' | 'here' | 'clear'} */
export const via = location.protocol === 'https:' ? 'tls'
  : /^((.*\.)?localhost\.?|127(\.\d+){3}|\[::1\])$/.test(location.hostname) ? 'here' : 'clear';
