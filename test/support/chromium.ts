/** Debian's Chromium, for tests of pages. NEWSPARSE_CHROMIUM: another one. */
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const path = process.env.NEWSPARSE_CHROMIUM ?? '/usr/bin/chromium';

/** Is there one? Where there is none the tests that need it are skipped, with a word. */
export const hasChromium = existsSync(path);
if (!hasChromium) console.warn(`no Chromium at ${path}: the tests of pages in a browser are skipped`);

export const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath: path,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
