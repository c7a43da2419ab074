/**
 * The container of all compiled data: a header, a table of sections, and the sections, each aligned to eight bytes so
 * that it is read as a typed-array view without parsing, each with a checksum (CRC-32).
 *
 *   0  u32 magic "NPG\n"   4  u32 version   8  u32 number of sections   12  u32 length of the file
 *   16 u32 checksum of the table   20 u32 0
 *   24 per section: char[8] name, u32 offset, u32 length in bytes, u32 checksum, u32 0
 *
 * All numbers are little-endian, as on every machine that Node runs on.
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { crc32 as crc } from 'node:zlib';

const MAGIC = 0x0a47504e;
/** Version of the container and of the meaning of its sections; a file of another version is refused. */
export const FORMAT_VERSION = 4;
const HEADER = 24;
const ROW = 24;
const MAX_SECTIONS = 64;
/** Sections end below this, so that 32 bits hold every offset. */
const MAX_FILE = 2 ** 32 - 16;
const align = (n: number) => Math.ceil(n / 8) * 8;

/** A compiled file that cannot be used: no such file (NP141), of another version (NP142), damaged (NP143). */
export class DataError extends Error {
  override name = 'DataError';
  constructor(
    readonly code: 'NP141' | 'NP142' | 'NP143',
    message: string,
  ) {
    super(message);
  }
}

/** @returns the error for a file whose parts contradict each other */
export const damaged = (what: string) => new DataError('NP143', `damaged: ${what}`);

export type SectionData = Int32Array | Uint32Array | Int16Array | Uint16Array | Uint8Array | Float64Array;

/**
 * Lays sections out as a file, in parts that are written one after the other; the same sections give the same bytes.
 * @throws RangeError when there is more than fits into 4 GB
 */
export function layOut(sections: ReadonlyMap<string, SectionData>): { parts: Uint8Array[]; size: number } {
  const first = align(HEADER + sections.size * ROW);
  const head = new Uint8Array(first);
  const view = new DataView(head.buffer);
  const parts: Uint8Array[] = [head];
  let offset = first;
  let row = HEADER;
  for (const [name, data] of sections) {
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    head.set(new TextEncoder().encode(name.padEnd(8, '\0')).subarray(0, 8), row);
    view.setUint32(row + 8, offset, true);
    view.setUint32(row + 12, bytes.length, true);
    view.setUint32(row + 16, crc(bytes), true);
    const end = align(offset + bytes.length);
    parts.push(bytes, new Uint8Array(end - offset - bytes.length));
    row += ROW;
    offset = end;
  }
  if (offset > MAX_FILE) throw new RangeError('more than 4 GB of compiled data');
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, FORMAT_VERSION, true);
  view.setUint32(8, sections.size, true);
  view.setUint32(12, offset, true);
  view.setUint32(16, crc(head.subarray(HEADER)), true);
  return { parts, size: offset };
}

/** The bytes of a file with the sections. @throws RangeError as `layOut` */
export function writeSections(sections: ReadonlyMap<string, SectionData>): Uint8Array {
  const { parts, size } = layOut(sections);
  const file = new Uint8Array(size);
  let offset = 0;
  for (const part of parts) {
    file.set(part, offset);
    offset += part.length;
  }
  return file;
}

/** Do the bytes begin like a compiled file (of any version)? */
export function isCompiled(bytes: Uint8Array): boolean {
  return bytes.length >= 4 && new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, true) === MAGIC;
}

interface Place {
  readonly offset: number;
  readonly length: number;
  readonly checksum: number;
}

/** Names of sections. */
interface Names {
  has(name: string): boolean;
}
const NONE: Names = new Set<string>();

/** Gives as many bytes of a file from a position on as there is room for: in that room, or where they are already. */
type Fetch = (offset: number, room: Uint8Array) => Uint8Array;

/** A section that is read in parts. */
export interface Loose {
  readonly length: number;
  readonly read: Fetch;
}

/** Sections of a compiled file, as views on its bytes; those that are large and seldom asked for by positioned reads. */
export class Sections {
  /** Bytes of the file. */
  readonly size: number;
  private readonly places: ReadonlyMap<string, Place>;
  private readonly bytes: Uint8Array;
  private readonly fetch: Fetch;
  private descriptor = -1;

  /**
   * @param bytes the whole file, or its beginning when `rest` is given
   * @param verify check the sums of all sections that are in `bytes` (bundled data is trusted, a user's file is not)
   * @throws DataError when the bytes are no compiled file, or a damaged one, or one of another version
   */
  constructor(bytes: Uint8Array, verify = true, rest?: { readonly size: number; readonly fetch: Fetch }) {
    this.bytes = bytes.byteOffset % 8 === 0 ? bytes : bytes.slice();
    this.size = rest?.size ?? bytes.length;
    this.fetch = rest?.fetch ?? ((offset, room) => this.bytes.subarray(offset, offset + room.length));
    this.places = readTable(this.bytes, this.size);
    if (verify) this.verify(NONE);
  }

  /**
   * The sections of a compiled file in memory; the sums of those in `loose` are not checked.
   * @throws DataError as the constructor
   */
  static of(bytes: Uint8Array, loose: Names): Sections {
    const sections = new Sections(bytes, false);
    sections.verify(loose);
    return sections;
  }

  /**
   * Opens a compiled file, of which the sections `loose` stay on the disk; in memory there is room for all that stands
   * before the last of the others.
   * @throws DataError, and the errors of the file system
   */
  static open(path: string | URL, loose: Names): Sections {
    const descriptor = openSync(path, 'r');
    try {
      const { size } = fstatSync(descriptor);
      const head = readAt(descriptor, 0, Math.min(size, HEADER + MAX_SECTIONS * ROW));
      const places = readTable(head, size);
      const kept = [...places].filter(([name]) => !loose.has(name));
      const resident = kept.reduce(
        (end, [, { offset, length }]) => Math.max(end, offset + length),
        head.length,
      );
      const bytes = new Uint8Array(new ArrayBuffer(resident));
      bytes.set(head);
      for (const [name, place] of kept) {
        if (readSummed(descriptor, bytes, place) !== place.checksum) throw damaged(`section ${name}`);
      }
      const fetch: Fetch = (offset, room) => {
        readInto(descriptor, room, offset);
        return room;
      };
      const sections = new Sections(bytes, false, { size, fetch });
      sections.descriptor = descriptor;
      return sections;
    } catch (error) {
      closeSync(descriptor);
      throw error;
    }
  }

  private verify(loose: Names): void {
    for (const [name, { offset, length, checksum }] of this.places) {
      if (loose.has(name) || offset + length > this.bytes.length) continue;
      if (crc(this.bytes.subarray(offset, offset + length)) !== checksum) throw damaged(`section ${name}`);
    }
  }

  /** Bytes that are in memory. */
  get resident(): number {
    return this.bytes.length;
  }

  /** Closes the file; what is on the disk cannot be read any more. */
  close(): void {
    if (this.descriptor >= 0) closeSync(this.descriptor);
    this.descriptor = -1;
  }

  has(name: string): boolean {
    return this.places.has(name);
  }
  uint8(name: string): Uint8Array {
    const { offset, length } = this.place(name, 1);
    return new Uint8Array(this.bytes.buffer, this.bytes.byteOffset + offset, length);
  }
  uint16(name: string): Uint16Array {
    const { offset, length } = this.place(name, 2);
    return new Uint16Array(this.bytes.buffer, this.bytes.byteOffset + offset, length / 2);
  }
  int16(name: string): Int16Array {
    const { offset, length } = this.place(name, 2);
    return new Int16Array(this.bytes.buffer, this.bytes.byteOffset + offset, length / 2);
  }
  int32(name: string): Int32Array {
    const { offset, length } = this.place(name, 4);
    return new Int32Array(this.bytes.buffer, this.bytes.byteOffset + offset, length / 4);
  }
  float64(name: string): Float64Array {
    const { offset, length } = this.place(name, 8);
    return new Float64Array(this.bytes.buffer, this.bytes.byteOffset + offset, length / 8);
  }
  json(name: string): unknown {
    return JSON.parse(new TextDecoder().decode(this.uint8(name)));
  }
  /** A section that is read in parts, with the sums of its blocks in another one (see blocks.ts). */
  loose(name: string): Loose {
    const place = this.places.get(name);
    if (!place) throw damaged(`section ${name} is missing`);
    return { length: place.length, read: (from, room) => this.fetch(place.offset + from, room) };
  }

  private place(name: string, size: number): Place {
    const place = this.places.get(name);
    if (!place || place.length % size !== 0 || place.offset + place.length > this.bytes.length)
      throw damaged(`section ${name} is missing`);
    return place;
  }
}

/** Reads header and table, and checks them. */
function readTable(bytes: Uint8Array, size: number): Map<string, Place> {
  if (bytes.length < HEADER) throw new DataError('NP141', 'not a compiled gazetteer (too short)');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (view.getUint32(0, true) !== MAGIC) throw new DataError('NP141', 'not a compiled gazetteer');
  const version = view.getUint32(4, true);
  if (version !== FORMAT_VERSION)
    throw new DataError(
      'NP142',
      `compiled for format ${version}, this program reads ${FORMAT_VERSION}; build it again`,
    );
  const count = view.getUint32(8, true);
  const end = align(HEADER + count * ROW);
  if (count > MAX_SECTIONS || view.getUint32(12, true) !== size || end > bytes.length)
    throw damaged('it is cut off');
  if (view.getUint32(20, true) !== 0 || crc(bytes.subarray(HEADER, end)) !== view.getUint32(16, true))
    throw damaged('its table of sections');
  const places = new Map<string, Place>();
  for (let row = HEADER; row < HEADER + count * ROW; row += ROW) {
    const name = String.fromCharCode(...bytes.subarray(row, row + 8)).replace(/\0+$/, '');
    const place = {
      offset: view.getUint32(row + 8, true),
      length: view.getUint32(row + 12, true),
      checksum: view.getUint32(row + 16, true),
    };
    if (place.offset % 8 !== 0 || place.offset + place.length > size) throw damaged(`section ${name}`);
    places.set(name, place);
  }
  return places;
}

/** A part of a file that is summed up while it is still in the processor's cache. */
const CHUNK = 1 << 18;

/** Reads a section to its place in `bytes`; gives its checksum. */
function readSummed(descriptor: number, bytes: Uint8Array, { offset, length }: Place): number {
  let sum = 0;
  for (let at = offset; at < offset + length; at += CHUNK) {
    const chunk = bytes.subarray(at, Math.min(at + CHUNK, offset + length));
    readInto(descriptor, chunk, at);
    sum = crc(chunk, sum);
  }
  return sum;
}

function readAt(descriptor: number, offset: number, length: number): Uint8Array {
  const bytes = new Uint8Array(new ArrayBuffer(length));
  readInto(descriptor, bytes, offset);
  return bytes;
}

function readInto(descriptor: number, bytes: Uint8Array, offset: number): void {
  for (let read = 0; read < bytes.length; ) {
    const count = readSync(descriptor, bytes, read, bytes.length - read, offset + read);
    if (count === 0) throw damaged('it is cut off');
    read += count;
  }
}
