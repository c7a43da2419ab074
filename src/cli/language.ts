/** The language of messages: asked for, or that of the locale. */

export const LANGUAGES = ['en', 'ar'] as const;
export type Lang = (typeof LANGUAGES)[number];

/** @param asked what --lang says */
export function languageOf(
  asked: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): Lang {
  if (asked !== undefined) return asked === 'ar' ? 'ar' : 'en';
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  return /^ar(?:[_.@-]|$)/i.test(locale) ? 'ar' : 'en';
}

/** What the arguments say before they are parsed, so that a mistake in them is told in that language too. */
export function languageOfArguments(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Lang {
  const end = args.indexOf('--');
  const flags = end < 0 ? args : args.slice(0, end);
  const at = flags.findLastIndex((arg) => arg === '--lang' || arg.startsWith('--lang='));
  if (at < 0) return languageOf(undefined, env);
  const value = flags[at] === '--lang' ? flags[at + 1] : flags[at]!.slice('--lang='.length);
  return languageOf(value?.toLowerCase(), env);
}
