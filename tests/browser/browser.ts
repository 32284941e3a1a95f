import { existsSync } from 'node:fs';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';

// A page takes a second or two; a machine that is busy with other tests may need many times that.
jest.setTimeout(240_000);

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const program = [process.env['CHROMIUM'], ...PLACES].find((path) => path && existsSync(path));

// In CI a missing browser is a failure: a check that quietly never runs checks nothing.
const isNeeded = process.env['CI'] === 'true';
if (!program && !isNeeded)
  process.stderr.write(
    `skipped: there is no Chromium at ${PLACES.join(', ')} or where CHROMIUM says, so no page was opened\n`,
  );

/** `describe` where there is a browser. */
export const describeInBrowser = program || isNeeded ? describe : describe.skip;

/** A page, and what was wrong with it that nobody sees. */
export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the console complained of, and requests that were made of other hosts. */
  readonly complaints: string[];
}

/** A browser for the tests of a file. */
export interface Visitor {
  /** Opens a page of this server in a window of its own. */
  visit(url: string, options?: BrowserContextOptions): Promise<Visit>;
}

const watch = (context: BrowserContext, host: string): string[] => {
  const complaints: string[] = [];
  context.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()))
      complaints.push(`${message.type()}: ${message.text()}`);
  });
  context.on('weberror', (error) => complaints.push(`thrown: ${error.error().message}`));
  context.on('requestfailed', (request) => {
    // Whoever goes on to the next page waits for nothing of this one.
    const reason = request.failure()?.errorText;
    if (reason !== 'net::ERR_ABORTED') complaints.push(`${reason}: ${request.url()}`);
  });
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol !== 'data:' && url.host !== host) complaints.push(`asked of another host: ${url}`);
  });
  return complaints;
};

/** Starts a browser before the tests of a file, and ends it after them. */
export const useBrowser = (): Visitor => {
  let browser: Browser | undefined;
  beforeAll(async () => {
    // Root may not use the sandbox; these pages are our own.
    const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    browser = await chromium.launch({ executablePath: program ?? PLACES[0] ?? '', args });
  });
  afterAll(() => browser?.close());
  afterEach(() => Promise.all(browser?.contexts().map((context) => context.close()) ?? []));
  return {
    async visit(url, options = {}) {
      if (!browser) throw new Error('the browser of these tests is not running');
      const context = await browser.newContext(options);
      const complaints = watch(context, new URL(url).host);
      const page = await context.newPage();
      await page.goto(url);
      return { page, context, complaints };
    },
  };
};
