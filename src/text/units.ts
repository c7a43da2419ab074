import { Buffer, transcode } from 'node:buffer';

/**
 * Text as UTF-16 code units in a typed array, which is what the tokenizer reads. The buffer is reused; one unit more
 * than the text is always there and holds a line feed, so that loops may look one unit ahead.
 */
export class Units {
  /** The code units; valid up to `length`. */
  data = new Uint16Array(4096);
  /** The same as bytes. */
  private bytes = Buffer.from(this.data.buffer);
  length = 0;

  /** Takes the units of a string. */
  setString(text: string): void {
    this.reserve(text.length);
    this.bytes.write(text, 0, text.length * 2, 'utf16le');
    this.close(text.length);
  }

  /** Takes the units of valid UTF-8. @throws Error for other bytes */
  setBytes(bytes: Uint8Array): void {
    const units = transcode(bytes, 'utf8', 'utf16le');
    const length = units.length >> 1;
    this.reserve(length);
    units.copy(this.bytes);
    this.close(length);
  }

  /** The text from one unit to another. */
  slice(from: number, to: number): string {
    return this.bytes.toString('utf16le', from * 2, to * 2);
  }

  private reserve(length: number): void {
    if (length < this.data.length) return;
    this.data = new Uint16Array(Math.max(length + 1, this.data.length * 2));
    this.bytes = Buffer.from(this.data.buffer);
  }

  private close(length: number): void {
    this.length = length;
    this.data[length] = 0x0a;
  }
}
