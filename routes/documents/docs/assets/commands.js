// Commands to paste: with the address that the page came from, and a button that copies them.
(() => {
  const SAID_MS = 2000;

  /** Copies without the clipboard interface, which pages over plain http have on this machine's own addresses alone. */
  const copyBySelection = (element) => {
    const selection = getSelection();
    selection.selectAllChildren(element);
    const isDone = document.execCommand('copy');
    if (isDone) selection.removeAllRanges();
    return isDone;
  };

  const copy = async (element) => {
    try {
      await navigator.clipboard.writeText(element.textContent);
      return true;
    } catch {
      return copyBySelection(element);
    }
  };

  const addButton = (block) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'copy outline secondary';
    button.textContent = 'Copy';
    button.setAttribute('aria-live', 'polite');
    button.addEventListener('click', async () => {
      button.textContent = (await copy(block)) ? 'Copied' : 'Selected';
      setTimeout(() => {
        button.textContent = 'Copy';
      }, SAID_MS);
    });
    block.before(button);
  };

  document.addEventListener('DOMContentLoaded', () => {
    for (const base of document.querySelectorAll('[data-base]')) base.textContent = location.origin;
    for (const block of document.querySelectorAll('pre[data-copy]')) addButton(block);
  });
})();
