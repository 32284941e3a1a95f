import type { BrowserContextOptions, Page } from 'playwright-core';
import { type Api, useApi } from '../http/api';
import { runRoster } from '../support/roster-process';
import type { TestServerOptions } from '../support/test-server';
import { useBrowser, type Visit } from './browser';

/** A server whose console is built, and a browser to open it with. */
export interface ConsoleTests {
  readonly api: Api;
  /** Opens the console at a place such as `/users`; signed in as the first administrator unless said. */
  open(place?: string, options?: BrowserContextOptions & { readonly isSignedOut?: true }): Promise<Visit>;
}

/** Signs in by the form that is shown. */
export const signInBy = async (page: Page, name: string, password: string): Promise<void> => {
  await page.getByLabel('Username or email').fill(name);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
};

/** Goes to a place of the console. */
export const go = async (page: Page, place: string): Promise<void> => {
  await page.evaluate(`location.hash = ${JSON.stringify(`#${place}`)}`);
};

/** The heading of the view that is shown, once it is this one. */
export const seen = (page: Page, title: string): Promise<void> =>
  page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor();

/** What was announced last. */
export const announced = async (page: Page, text: string): Promise<void> =>
  page.locator('.announcer').getByText(text).waitFor();

/** Starts a server with the console before the tests of a file. */
export const useConsole = (options: TestServerOptions = {}): ConsoleTests => {
  // Builds what is older than its sources: the server reads the console when it starts.
  beforeAll(() => runRoster(['--help']), 120_000);
  const api = useApi(options);
  const { visit } = useBrowser();
  return {
    api,
    async open(place = '/users', { isSignedOut, ...context } = {}) {
      const visited = await visit(`${api.server.url}/console#${place}`, context);
      if (!isSignedOut) {
        await signInBy(visited.page, 'admin', 'admin-password-1');
        await visited.page.getByText('Signed in as admin').waitFor({ state: 'attached' });
      }
      return visited;
    },
  };
};
