// Light, dark, or whatever the system says. Everything in these scripts is a convenience: the pages say the same without.
(() => {
  const root = document.documentElement;
  const THEMES = ['auto', 'light', 'dark'];
  const isSystemDark = matchMedia('(prefers-color-scheme: dark)');

  const stored = () => {
    try {
      const theme = localStorage.getItem('theme');
      return THEMES.includes(theme) ? theme : 'auto';
    } catch {
      return 'auto';
    }
  };

  const store = (theme) => {
    try {
      localStorage.setItem('theme', theme);
    } catch {
      // It holds for this page alone then.
    }
  };

  const apply = (theme) => {
    const isDark = theme === 'auto' ? isSystemDark.matches : theme === 'dark';
    root.dataset.theme = isDark ? 'dark' : 'light';
    root.classList.toggle('dark-mode', isDark);
  };

  // At once, while the head is read: later the page would flash in the other colours.
  let chosen = stored();
  apply(chosen);
  isSystemDark.addEventListener('change', () => apply(chosen));

  document.addEventListener('DOMContentLoaded', () => {
    const button = document.getElementById('theme');
    const show = () => {
      button.textContent = `Theme: ${chosen}`;
    };
    button.hidden = false;
    show();
    button.addEventListener('click', () => {
      chosen = THEMES[(THEMES.indexOf(chosen) + 1) % THEMES.length];
      store(chosen);
      apply(chosen);
      show();
    });
  });
})();
