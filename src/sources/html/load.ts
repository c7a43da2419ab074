import { createRequire } from 'node:module';

/** Set by the bundler: where the libraries for pages are, seen from this module. */
declare const NEWSPARSE_HTML: string;

type Libraries = typeof import('./libraries.js');
let libraries: Libraries | undefined;

/** The libraries for pages: loaded when they are first needed, since they take longer than an article does. */
export function htmlLibraries(): Libraries {
  libraries ??= createRequire(import.meta.url)(NEWSPARSE_HTML) as Libraries;
  return libraries;
}
