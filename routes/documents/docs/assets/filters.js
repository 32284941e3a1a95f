// Narrows the list of operations by text, dialect and resource, and keeps what was asked in the address.
(() => {
  const FIELDS = ['q', 'dialect', 'resource'];

  /** Shows the lines of one dialect, or all; tells whether any is left. */
  const showLines = (operation, dialect) => {
    const lines = [...operation.querySelectorAll('.said > div')];
    for (const line of lines) line.hidden = dialect !== '' && line.dataset.dialect !== dialect;
    return lines.some((line) => !line.hidden);
  };

  const start = (form) => {
    const found = document.getElementById('found');
    const operations = [...document.querySelectorAll('.operation')];
    const groups = [...document.querySelectorAll('.group')];
    const texts = new Map(operations.map((operation) => [operation, operation.textContent.toLowerCase()]));

    const fits = (operation, { q, resource }) =>
      q.split(/\s+/).every((word) => texts.get(operation).includes(word)) &&
      (resource === '' || operation.dataset.resource === resource);

    const filter = () => {
      const asked = Object.fromEntries(
        FIELDS.map((name) => [name, form.elements[name].value.trim().toLowerCase()]),
      );
      for (const operation of operations) {
        const isSaid = showLines(operation, asked.dialect);
        operation.hidden = !(isSaid && fits(operation, asked));
      }
      for (const group of groups) group.hidden = !group.querySelector('.operation:not([hidden])');
      const count = operations.filter((operation) => !operation.hidden).length;
      found.textContent = count === 0 ? 'Nothing fits.' : `${count} of ${operations.length} operations`;
    };

    const keepInAddress = () => {
      const given = FIELDS.filter((name) => form.elements[name].value !== '');
      const query = new URLSearchParams(given.map((name) => [name, form.elements[name].value]));
      history.replaceState(null, '', location.pathname + (given.length > 0 ? `?${query}` : ''));
    };

    for (const [name, value] of new URLSearchParams(location.search)) {
      if (FIELDS.includes(name)) form.elements[name].value = value;
    }
    form.hidden = false;
    form.addEventListener('submit', (event) => event.preventDefault());
    form.addEventListener('input', () => {
      filter();
      keepInAddress();
    });
    filter();
    // What is above the target has just grown.
    document.querySelector(':target')?.scrollIntoView();
  };

  document.addEventListener('DOMContentLoaded', () => {
    const form = document.getElementById('filters');
    if (form) start(form);
  });
})();
