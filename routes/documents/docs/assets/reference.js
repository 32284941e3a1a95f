// Shows the OpenAPI document in Swagger UI. Nothing is asked of any other address: no validator, no fonts.
document.addEventListener('DOMContentLoaded', () => {
  const viewer = document.getElementById('viewer');

  // The page has a title and a link to the document already.
  const withoutInfo = () => ({ components: { InfoContainer: () => null } });

  const nameOf = (select) => {
    if (select.id === 'servers') return 'Server';
    return select.matches('.examples-select-element') ? 'Example' : 'Value';
  };

  /** What the viewer leaves nameless, for those who do not see it. */
  const name = () => {
    for (const select of viewer.querySelectorAll('select:not([aria-label])')) {
      select.setAttribute('aria-label', nameOf(select));
    }
    for (const top of viewer.querySelectorAll('.schemes-server-container:not([role])')) {
      top.setAttribute('role', 'region');
      top.setAttribute('aria-label', 'Server and token');
    }
  };

  new MutationObserver(name).observe(viewer, { childList: true, subtree: true });

  globalThis.SwaggerUIBundle({
    domNode: viewer,
    url: viewer.dataset.document,
    plugins: [withoutInfo],
    validatorUrl: null,
    // Its links stand within buttons; the pages of the operations are what to link to.
    deepLinking: false,
    docExpansion: 'list',
    defaultModelsExpandDepth: -1,
    displayRequestDuration: true,
    syntaxHighlight: { theme: 'monokai' },
  });
});
