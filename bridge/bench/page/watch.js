// Stands in a page before its own scripts, and notes when the greeting is in the session.
new MutationObserver((_, observer) => {
  const log = document.querySelector('[role=log]');
  if (!log?.textContent.includes('+OK dewey')) return;
  globalThis.greeted = performance.now();
  observer.disconnect();
}).observe(document, { childList: true, subtree: true, characterData: true });
