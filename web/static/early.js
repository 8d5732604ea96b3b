// @ts-check
// What has to be so before anything is drawn: the colours that the learner chose. The
// browser waits for it, so it is no module and imports nothing.
try {
  const { scheme } = JSON.parse(localStorage.getItem('poplab.settings') ?? '{}');
  if (['light', 'dark'].includes(scheme)) document.documentElement.dataset.scheme = scheme;
} catch {
  // A browser that keeps nothing has the colours of its system.
}
