// @ts-check
// The entry of handouts: what prints them.
const button = /** @type {HTMLButtonElement} */ (document.getElementById('print'));
button.hidden = false;
button.addEventListener('click', () => print());
