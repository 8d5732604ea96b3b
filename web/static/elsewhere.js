// @ts-check
// A link that holds a session, opened on the page for real servers, to which none is
// played again: the page says so, and leads to where it can be opened.
import { address, fragment, placeIn, to } from './asset.js';
import { t } from './say.js';

/** Says it, and forgets the link: it is not to be said again after a reload. */
export function lead() {
  const said = document.createElement('p');
  const link = document.createElement('a');
  link.href = placeIn(to('/practice/'), fragment());
  link.target = '_blank'; // a connection that is open stays
  link.rel = 'noopener';
  link.textContent = t('Open it in free practice');
  said.append(t('This link holds a session of the simulated world. It is not played to a real server.'), ' ', link);
  document.getElementById('fault')?.replaceChildren(said);
  history.replaceState(null, '', address());
}
