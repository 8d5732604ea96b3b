// @ts-check
// How a part of the page follows what it shows. A view makes all the elements that it
// wants, each time; of those in the page only what differs is changed. So the focus
// stays where it is, a choice stays open, and a screen reader hears of nothing that is as
// it was.

/**
 * An element. Children that are "" or undefined are left out; an attribute that is
 * false is not there. "key" tells an element from its neighbours when some of them go.
 * @param {string} tag
 * @param {Record<string, string|number|boolean|undefined>} attributes
 * @param {...(Node|string|undefined)} children
 */
export function made(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === undefined) continue;
    node.setAttribute(name === 'key' ? 'data-key' : name, value === true ? '' : String(value));
  }
  node.append(...children.filter((child) => child !== undefined && child !== ''));
  return node;
}

/** A button that types a line. @param {string} line @param {string} name @param {string} [key] */
export function types(line, name, key = line) {
  return made('button', { type: 'button', class: 'action', 'data-line': line, key }, name);
}

/** Makes the children of a place those that are wanted. @param {Element} place @param {Node[]} wanted */
export function settle(place, wanted) {
  const keys = new Set(wanted.map(keyOf));
  const kept = new Map();
  for (const old of [...place.childNodes]) {
    const key = keyOf(old);
    if (key === undefined) continue;
    if (keys.has(key)) kept.set(key, old);
    else old.remove();
  }
  wanted.forEach((fresh, i) => {
    const here = place.childNodes[i];
    const key = keyOf(fresh);
    const old = key === undefined ? here : kept.get(key);
    if (!old || keyOf(old) !== key || old.nodeName !== fresh.nodeName) place.insertBefore(fresh, here ?? null);
    else become(old, fresh, here);
  });
  while (place.childNodes.length > wanted.length) place.lastChild?.remove();
}

/** @param {Node} node */
const keyOf = (node) => (node instanceof HTMLElement ? node.dataset.key : undefined);

/** @param {Node} old @param {Node} fresh @param {Node} here what stands where it belongs */
function become(old, fresh, here) {
  if (old !== here) here.parentNode?.insertBefore(old, here);
  if (old instanceof Element && fresh instanceof Element) {
    attributes(old, fresh);
    settle(old, [...fresh.childNodes]);
    if (old instanceof HTMLSelectElement && fresh.querySelector('[selected]')) old.value = /** @type {HTMLSelectElement} */ (fresh).value;
  } else if (old.nodeValue !== fresh.nodeValue) old.nodeValue = fresh.nodeValue;
}

/** @param {Element} old @param {Element} fresh */
function attributes(old, fresh) {
  for (const name of old.getAttributeNames()) if (!fresh.hasAttribute(name)) old.removeAttribute(name);
  for (const name of fresh.getAttributeNames()) {
    const value = fresh.getAttribute(name) ?? '';
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
}
