/** What `--explain` tells of a mention: what the text states, and by what the rest was chosen. */
import type { DateExplanation } from '../document.js';
import type { Found } from './found.js';
import type { Parts } from './parts.js';
import type { Tense } from './state.js';
import type { Amount, Daypart, HolidayWord } from './types.js';

/**
 * @param reference the day that it was read against
 * @param tense where an open year, week or day was looked for; null when nothing was open
 */
export function explanation(found: Found, reference: string | null, tense: Tense | null): DateExplanation {
  return {
    stated: found.amount ? amountFields(found.amount) : fields(found.parts),
    ...(found.until ? { until: fields(found.until) } : {}),
    ...(found.parts.other ? { other: fields(found.parts.other) } : {}),
    reference,
    tense,
  };
}

function fields(parts: Parts): Record<string, string | number | boolean> {
  const out: Record<string, string | number | boolean> = {};
  for (const [name, value] of Object.entries(parts)) {
    if (value === undefined || name === 'other') continue;
    out[name] = typeof value === 'object' ? inWords(name, value) : value;
  }
  return out;
}

const amountFields = (amount: Amount): Record<string, number> => ({ ...amount }) as Record<string, number>;

function inWords(name: string, value: object): string {
  if (name === 'part') return (value as Daypart).code;
  if (name === 'nth') {
    const { n, of } = value as { n: number; of: string };
    return n < 0 ? `last ${of}` : `${of} ${n}`;
  }
  if (name === 'holiday') {
    const { kind, month, day } = value as HolidayWord;
    return kind === 'w' || kind === 'e' ? `${kind}:${day}` : `${kind}:${month}-${day}`;
  }
  return Object.entries(value)
    .map(([unit, count]) => `${count} ${unit}`)
    .join(' ');
}
