/** What comes back: كل يوم, يوميا, كل عشر دقائق, كل ثلاثاء, كل خريف, شهرية. */

import { Found } from '../found.js';
import { Parts } from '../parts.js';
import type { Reader } from '../reader.js';
import { amountValue } from '../timex.js';
import { amountAt } from './duration.js';

/** An expression of repetition that begins at the token. */
export function setAt(r: Reader, t: number): Found | null {
  const adverb = r.special(t, 'set') || r.special(t, 'adj');
  if (adverb !== '') {
    const adjective = r.special(t, 'set') === '';
    return set(t, t + 1, adverb, adjective ? 'set-adjective' : 'set-adverb');
  }
  if (r.link(t) !== 'every' || r.breaksBefore(t + 1)) return null;
  let at = t + 1;
  if (r.link(at) === 'day' && r.weekday(at + 1)) at++;
  const weekday = r.weekday(at);
  if (weekday && r.proclitics(at) === '') return set(t, at + 1, `XXXX-WXX-${weekday.day}`, 'every-weekday');
  const season = r.special(at, 'season');
  if (season !== '' && !r.isDefinite(at)) return set(t, at + 1, `XXXX-${season}`, 'every-season');
  const month = r.month(at);
  if (month?.calendar === 'gregorian')
    return set(t, month.end, `XXXX-${String(month.month).padStart(2, '0')}`, 'every-month');
  const part = r.daypart(at);
  if (part && !part.weak && !r.isDefinite(at))
    return set(t, part.end, `XXXX-XX-XXT${part.code}`, 'every-daypart');
  if (r.isDefinite(at) || r.proclitics(at) !== '') return null;
  const amount = amountAt(r, at);
  const value = amount ? amountValue(amount.amount) : null;
  return amount && value ? set(t, amount.end, value, 'every-amount') : null;
}

function set(first: number, end: number, value: string, rule: string): Found {
  const found = new Found(first, end, rule, 'set', new Parts());
  found.value = value;
  found.quant = 'EVERY';
  return found;
}
