/**
 * JSON as bytes of UTF-8, put together from parts that are known beforehand and values that are not. JSON.stringify would
 * make a string of two bytes a letter, which would be looked over for line ends, copied, and encoded.
 */
import { Buffer } from 'node:buffer';
import { escapeUnit } from '../text/terminal.js';
import { LINE_ENDS, toJson } from './values.js';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const ZERO = 0x30;
const MINUS = 0x2d;
const POINT = 0x2e;
/** Numbers below have at most nine digits, with which sums and products are exact. */
const LARGE = 1e9;
/** Parts of a number that has at most five decimals. */
const FRACTION = 1e5;
const NULL = Buffer.from('null');
/** Shorter strings are encoded unit by unit, since a call into the engine costs more than they do. */
const SHORT = 13;
const ROOM = 1 << 16;
/** What a record needed is kept for the next one, up to so many bytes. */
const LONGEST = 1 << 22;

/**
 * What bytes of UTF-8 have to do with escapes: 1, always one (controls, quotation mark, backslash); 2, perhaps, by the
 * bytes that follow: the line ends C2 85, E2 80 A8 and E2 80 A9.
 */
const BYTES = new Uint8Array(256);
BYTES.fill(1, 0, 0x20);
BYTES[QUOTE] = BYTES[BACKSLASH] = 1;
BYTES[0xc2] = BYTES[0xe2] = 2;

export class JsonBytes {
  private bytes = Buffer.allocUnsafeSlow(ROOM);
  private end = 0;

  /** Writes bytes as they are. */
  raw(part: Uint8Array): void {
    const { length } = part;
    this.reserve(length);
    const { bytes, end } = this;
    for (let i = 0; i < length; i++) bytes[end + i] = part[i]!;
    this.end = end + length;
  }

  /** Writes one byte of ASCII. */
  sign(byte: number): void {
    this.reserve(1);
    this.bytes[this.end++] = byte;
  }

  number(value: number | null): void {
    if (value === null || !Number.isFinite(value)) {
      this.raw(NULL);
      return;
    }
    if ((value | 0) === value && value >= 0 && value < LARGE) {
      this.digits(value);
      return;
    }
    // Coordinates and confidences: a fraction of so few decimals has no shorter form than these.
    const scaled = Math.round(value * FRACTION);
    if (scaled / FRACTION === value && Math.abs(scaled) < LARGE) {
      if (scaled < 0) this.sign(MINUS);
      const all = Math.abs(scaled);
      const whole = (all / FRACTION) | 0;
      this.digits(whole);
      this.decimals(all - whole * FRACTION);
      return;
    }
    const text = String(value);
    this.reserve(text.length);
    for (let i = 0; i < text.length; i++) this.bytes[this.end++] = text.charCodeAt(i);
  }

  /** Writes a whole number of at most nine digits. */
  private digits(value: number): void {
    let count = 1;
    for (let limit = 10; limit <= value; limit *= 10) count++;
    this.reserve(count);
    const { bytes, end } = this;
    for (let i = end + count - 1, rest = value; i >= end; i--) {
      const next = (rest / 10) | 0;
      bytes[i] = ZERO + rest - next * 10;
      rest = next;
    }
    this.end = end + count;
  }

  /** Writes a point and `value / FRACTION` after it, without the zeros at its end. */
  private decimals(value: number): void {
    if (value === 0) return;
    this.sign(POINT);
    for (let rest = value, unit = FRACTION / 10; rest > 0; unit /= 10) {
      const next = (rest / unit) | 0;
      this.sign(ZERO + next);
      rest -= next * unit;
    }
  }

  string(value: string | null): void {
    if (value === null) {
      this.raw(NULL);
      return;
    }
    this.reserve(value.length * 3 + 2);
    const isPlain = value.length < SHORT ? this.short(value) : this.long(value);
    if (!isPlain) this.value(value);
  }

  strings(values: readonly string[]): void {
    this.sign(0x5b);
    for (let i = 0; i < values.length; i++) {
      if (i > 0) this.sign(0x2c);
      this.string(values[i]!);
    }
    this.sign(0x5d);
  }

  /** Writes any value that JSON has, with its keys as they are; undefined is written as null. */
  value(value: unknown): void {
    const json = toJson(value ?? null).replace(LINE_ENDS, escapeUnit);
    this.reserve(json.length * 3);
    this.end += this.bytes.write(json, this.end);
  }

  /** Gives what was written, as bytes of its own, and begins anew. */
  take(): Buffer {
    const taken = Buffer.allocUnsafe(this.end);
    this.bytes.copy(taken, 0, 0, this.end);
    this.end = 0;
    if (this.bytes.length > LONGEST) this.bytes = Buffer.allocUnsafeSlow(ROOM);
    return taken;
  }

  /** Writes a string in which nothing is to be escaped, else nothing. There must be room. */
  private short(value: string): boolean {
    const { bytes } = this;
    let end = this.end;
    bytes[end++] = QUOTE;
    for (let i = 0; i < value.length; i++) {
      const unit = value.charCodeAt(i);
      if (unit < 0x80) {
        if (BYTES[unit] !== 0) return false;
        bytes[end++] = unit;
      } else if (unit < 0x800) {
        if (unit === 0x85) return false;
        bytes[end++] = 0xc0 | (unit >> 6);
        bytes[end++] = 0x80 | (unit & 0x3f);
      } else {
        // Surrogates and the line ends U+2028 and U+2029.
        if ((unit & 0xf800) === 0xd800 || (unit & 0xfffe) === 0x2028) return false;
        bytes[end++] = 0xe0 | (unit >> 12);
        bytes[end++] = 0x80 | ((unit >> 6) & 0x3f);
        bytes[end++] = 0x80 | (unit & 0x3f);
      }
    }
    bytes[end++] = QUOTE;
    this.end = end;
    return true;
  }

  /** The same for strings of any length. What has lost its other half of a surrogate pair is encoded as U+FFFD. */
  private long(value: string): boolean {
    const { bytes } = this;
    const start = this.end + 1;
    const end = start + bytes.write(value, start);
    for (let i = start; i < end; i++) {
      const kind = BYTES[bytes[i]!]!;
      if (kind !== 0 && (kind === 1 || isEscaped(bytes, i))) return false;
    }
    bytes[start - 1] = bytes[end] = QUOTE;
    this.end = end + 1;
    return true;
  }

  private reserve(length: number): void {
    if (this.end + length <= this.bytes.length) return;
    const larger = Buffer.allocUnsafeSlow((this.end + length) * 2);
    this.bytes.copy(larger, 0, 0, this.end);
    this.bytes = larger;
  }
}

/** Is it a line end? */
function isEscaped(bytes: Uint8Array, i: number): boolean {
  const next = bytes[i + 1]!;
  return bytes[i] === 0xc2 ? next === 0x85 : next === 0x80 && (bytes[i + 2]! & 0xfe) === 0xa8;
}
