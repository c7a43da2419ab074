/** Bytes of a text from which its length takes two bytes. */
const LONG = 0x80;
const MAX_LENGTH = 0x7fff;

/**
 * A pool of strings in a compiled file: read when they are asked for, and only then. The number of a string is where it
 * begins: its length in bytes (one byte, or two of which the first has its top bit set), then UTF-8.
 */
export class Strings {
  private readonly cache = new Map<number, string>();
  private readonly bytes: Buffer;

  constructor(bytes: Uint8Array) {
    this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get(number: number): string {
    let text = this.cache.get(number);
    if (text === undefined) {
      const { bytes } = this;
      let from = number;
      let length = bytes[from++]!;
      if (length >= LONG) length = ((length - LONG) << 8) | bytes[from++]!;
      text = bytes.toString('utf8', from, from + length);
      if (this.cache.size < MAX_CACHED) this.cache.set(number, text);
    }
    return text;
  }
}
const MAX_CACHED = 1 << 16;

/** Collects strings while data is compiled; equal strings are kept once. String 0 is the empty one. */
export class StringsBuilder {
  private readonly numbers = new Map<string, number>();
  private readonly parts: Buffer[] = [];
  private size = 0;

  constructor() {
    this.add('');
  }

  /** @returns the number of the string */
  add(text: string): number {
    let number = this.numbers.get(text);
    if (number === undefined) {
      number = this.size;
      const bytes = Buffer.from(text, 'utf8');
      const { length } = bytes;
      if (length > MAX_LENGTH) throw new RangeError(`a text of ${length} bytes`);
      const head = Buffer.from(length < LONG ? [length] : [LONG | (length >> 8), length & 0xff]);
      this.numbers.set(text, number);
      this.parts.push(head, bytes);
      this.size += head.length + length;
    }
    return number;
  }

  build(): Uint8Array {
    return new Uint8Array(Buffer.concat(this.parts));
  }
}
