/** Reads the values of flags. */
import { isDay } from '../../dates/iso.js';
import { CliError } from '../errors.js';
import type { Flag } from './types.js';

/** Other names of encodings that people type. */
const ALIASES: Readonly<Record<string, string>> = {
  utf8: 'utf-8',
  utf16: 'utf-16',
  'utf-16le': 'utf-16',
  'utf-16be': 'utf-16',
  cp1256: 'windows-1256',
  'win-1256': 'windows-1256',
};

const LARGEST = 512 * 1024 * 1024;

/**
 * Reads the value of a flag.
 * @param previous the value of the same flag given before, which a list is joined to
 * @throws CliError
 */
export function readValue(flag: Flag, value: string, previous: unknown): unknown {
  const name = `--${flag.name}`;
  if (value === '') throw new CliError('empty-value', { flag: name });
  switch (flag.kind) {
    case 'choice':
      return choiceOf(flag, value);
    case 'list': {
      const values = value.split(',').map((part) => part.trim());
      if (values.includes('')) throw new CliError('empty-list', { flag: name });
      const chosen = values.map((part) => choiceOf(flag, part));
      return [...new Set([...((previous as string[] | undefined) ?? []), ...chosen])];
    }
    case 'files':
      return [...((previous as string[] | undefined) ?? []), value];
    case 'date':
      return dateOf(name, value);
    case 'share': {
      const share = /^\d*\.?\d+$/.test(value) ? Number(value) : Number.NaN;
      if (!(share >= 0 && share <= 1)) throw new CliError('not-a-share', { flag: name, value });
      return share;
    }
    case 'size':
      return sizeOf(name, value);
    case 'count': {
      const count = /^[1-9]\d{0,8}$/.test(value) ? Number(value) : Number.NaN;
      if (Number.isNaN(count)) throw new CliError('not-a-count', { flag: name, value });
      return count;
    }
    case 'jobs': {
      const jobs = value === 'auto' ? 0 : /^[1-9]\d{0,2}$/.test(value) ? Number(value) : Number.NaN;
      if (!(jobs <= 256)) throw new CliError('not-a-number', { flag: name, value });
      return jobs;
    }
    default:
      return value;
  }
}

function choiceOf(flag: Flag, value: string): string {
  const { choices } = flag;
  // What there is to choose from is known only when the data is read.
  if (choices === undefined) return value;
  const wanted = value.toLowerCase();
  const choice = choices.find(
    (each) => each.toLowerCase() === (flag.name === 'encoding' ? (ALIASES[wanted] ?? wanted) : wanted),
  );
  if (choice !== undefined) return choice;
  if (flag.isOpen === true) return value;
  const kind = flag.name === 'encoding' ? 'unknown-encoding' : 'not-a-choice';
  throw new CliError(kind, { flag: `--${flag.name}`, value, choices: choices.join(', ') });
}

/** A day of the calendar; the machine's clock is asked only for `today`. */
function dateOf(flag: string, value: string): string {
  if (value === 'today') {
    const now = new Date();
    const two = (number: number) => String(number).padStart(2, '0');
    return `${String(now.getFullYear()).padStart(4, '0')}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  }
  if (!/^\d{4}-\d\d-\d\d$/.test(value) || !isDay(value)) throw new CliError('not-a-date', { flag, value });
  return value;
}

/** Bytes; KB, MB and GB are powers of 1024. */
function sizeOf(flag: string, value: string): number {
  const parts = /^(\d+(?:\.\d+)?) ?(?:([KMG])(?:i?B)?|B)?$/i.exec(value);
  const power = parts?.[2] === undefined ? 0 : 'KMG'.indexOf(parts[2].toUpperCase()) + 1;
  const bytes = parts === null ? Number.NaN : Math.floor(Number(parts[1]) * 1024 ** power);
  if (!(bytes >= 1 && bytes <= LARGEST)) throw new CliError('not-a-size', { flag, value });
  return bytes;
}
