// The links of this page count from the top of the host. The site may be in a folder of it: the
// one with the manifest, which is looked for from here upwards.
(async () => {
  const parts = location.pathname.split('/');
  while (parts.pop() !== undefined) {
    const top = `${parts.join('/')}/`;
    const answer = await fetch(`${top}manifest.webmanifest`).catch(() => undefined);
    if (!answer?.ok || !(await answer.text()).includes('"poplab"')) continue;
    for (const link of document.querySelectorAll('[href^="/"]')) link.href = top + link.getAttribute('href').slice(1);
    return;
  }
})();
