import { html } from '../docs/html';

/** Addresses of the files that the page loads. */
export interface ConsoleAssets {
  readonly script: string;
  readonly style: string;
  readonly icon: string;
}

/** The one page of the console; the script makes everything that is on it. */
export const consolePage = ({ script, style, icon }: ConsoleAssets): string =>
  `<!doctype html>\n${
    html`<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Roster console</title>
<link rel="icon" href="${icon}" type="image/svg+xml">
<link rel="stylesheet" href="${style}">
<script src="${script}"></script>
</head>
<body>
<div id="console"></div>
<noscript><p>The console needs JavaScript. All that it does can be done with <a href="/docs">the API</a>.</p></noscript>
</body>
</html>
`.html
  }`;
