/**
 * The container of all compiled data: a header, a table of sections, and the sections, each aligned to eight bytes so
 * that it is read as a typed-array view without parsing, each with a checksum (CRC-32).
 *
 *   0  u32 magic "NPG\n"   4  u32 version   8  u32 number of sections   12  u32 length of the file
 *   16 per section: char[8] name, u32 offset, u32 length in bytes, u32 checksum, u32 reserved
 *
 * All numbers are little-endian, as on every machine that Node runs on.
 */
import { crc32 as crc } from 'node:zlib';

const MAGIC = 0x0a47504e;
/** Version of the container and of the meaning of its sections; a file of another version is refused. */
export const FORMAT_VERSION = 1;
const HEADER = 16;
const ROW = 24;
const MAX_SECTIONS = 64;
const align = (n: number) => (n + 7) & ~7;

/** A compiled file that cannot be used: damaged, cut off, or of another version. */
export class DataError extends Error {
  override name = 'DataError';
  constructor(
    readonly code: 'NP120' | 'NP121' | 'NP122',
    message: string,
  ) {
    super(message);
  }
}

export type SectionData = Int32Array | Uint32Array | Uint16Array | Uint8Array | Float64Array;

/** Writes sections into one file; the same sections give the same bytes. */
export function writeSections(sections: ReadonlyMap<string, SectionData>): Uint8Array {
  let offset = align(HEADER + sections.size * ROW);
  const places: [name: string, bytes: Uint8Array, offset: number][] = [];
  for (const [name, data] of sections) {
    places.push([name, new Uint8Array(data.buffer, data.byteOffset, data.byteLength), offset]);
    offset = align(offset + data.byteLength);
  }
  const file = new Uint8Array(offset);
  const view = new DataView(file.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, FORMAT_VERSION, true);
  view.setUint32(8, sections.size, true);
  view.setUint32(12, offset, true);
  places.forEach(([name, bytes, at], i) => {
    const row = HEADER + i * ROW;
    file.set(new TextEncoder().encode(name.padEnd(8, '\0')).subarray(0, 8), row);
    view.setUint32(row + 8, at, true);
    view.setUint32(row + 12, bytes.length, true);
    view.setUint32(row + 16, crc(bytes), true);
    file.set(bytes, at);
  });
  return file;
}

/** Sections of a compiled file, as views on its bytes. */
export class Sections {
  private readonly places = new Map<string, readonly [offset: number, length: number, checksum: number]>();
  private readonly bytes: Uint8Array;

  /**
   * @param bytes the whole file
   * @param verify check the sums of all sections (bundled data is trusted, a user's file is not)
   * @throws DataError when the bytes are no compiled file, or a damaged one, or one of another version
   */
  constructor(bytes: Uint8Array, verify = true) {
    if (bytes.length < HEADER) throw new DataError('NP120', 'not a compiled gazetteer (too short)');
    this.bytes = bytes.byteOffset % 8 === 0 ? bytes : bytes.slice();
    const view = new DataView(this.bytes.buffer, this.bytes.byteOffset, this.bytes.length);
    if (view.getUint32(0, true) !== MAGIC) throw new DataError('NP120', 'not a compiled gazetteer');
    const version = view.getUint32(4, true);
    if (version !== FORMAT_VERSION)
      throw new DataError('NP121', `compiled for format ${version}, this program reads ${FORMAT_VERSION}; build it again`);
    const count = view.getUint32(8, true);
    if (count > MAX_SECTIONS || view.getUint32(12, true) !== bytes.length || HEADER + count * ROW > bytes.length)
      throw new DataError('NP122', 'damaged or cut off');
    for (let i = 0; i < count; i++) {
      const row = HEADER + i * ROW;
      const name = String.fromCharCode(...this.bytes.subarray(row, row + 8)).replace(/\0+$/, '');
      const offset = view.getUint32(row + 8, true);
      const length = view.getUint32(row + 12, true);
      if (offset % 8 !== 0 || offset + length > bytes.length) throw new DataError('NP122', `damaged: section ${name}`);
      this.places.set(name, [offset, length, view.getUint32(row + 16, true)]);
      if (verify && crc(this.bytes.subarray(offset, offset + length)) !== view.getUint32(row + 16, true))
        throw new DataError('NP122', `damaged: section ${name}`);
    }
  }

  has(name: string): boolean {
    return this.places.has(name);
  }
  uint8(name: string): Uint8Array {
    const [offset, length] = this.place(name, 1);
    return new Uint8Array(this.bytes.buffer, this.bytes.byteOffset + offset, length);
  }
  uint16(name: string): Uint16Array {
    const [offset, length] = this.place(name, 2);
    return new Uint16Array(this.bytes.buffer, this.bytes.byteOffset + offset, length / 2);
  }
  int32(name: string): Int32Array {
    const [offset, length] = this.place(name, 4);
    return new Int32Array(this.bytes.buffer, this.bytes.byteOffset + offset, length / 4);
  }
  float64(name: string): Float64Array {
    const [offset, length] = this.place(name, 8);
    return new Float64Array(this.bytes.buffer, this.bytes.byteOffset + offset, length / 8);
  }
  json(name: string): unknown {
    return JSON.parse(new TextDecoder().decode(this.uint8(name)));
  }

  private place(name: string, size: number): readonly [offset: number, length: number, checksum: number] {
    const place = this.places.get(name);
    if (!place || place[1] % size !== 0) throw new DataError('NP122', `damaged: section ${name} is missing`);
    return place;
  }
}
