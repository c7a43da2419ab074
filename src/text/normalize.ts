/** Texts normalized by a profile, with the way back to the original. */
import { OffsetLayer } from './offsets.js';
import { compileProfile, type Profile } from './profiles.js';

/** A normalized text. Offsets are UTF-16 code units; those outside of the texts go to the nearest end. */
export interface Normalized {
  /** The same string as the original when nothing changed. */
  readonly text: string;
  /**
   * Where the character at an offset of the normalized text comes from; for one of several letters that one character
   * became, that character. Never falls when the offset rises; the end goes to the end.
   */
  toOriginal(offset: number): number;
  /** Where the character at an offset of the original went; for one that was taken out, what came after it. */
  toNormalized(offset: number): number;
}

const same = (length: number) => (offset: number) => (offset > 0 ? Math.min(Math.trunc(offset), length) : 0);

/**
 * @param profile a name (listProfiles) or a profile made by compileProfile
 * @throws UnknownNameError
 */
export function normalize(text: string, profile: string | Profile): Normalized {
  const compiled = typeof profile === 'string' ? compileProfile(profile) : profile;
  const normalized = normalizeText(text, compiled);
  if (normalized === text) return { text, toOriginal: same(text.length), toNormalized: same(text.length) };
  // Most callers want the text only: the offsets are worked out when one is asked for.
  let layers: OffsetLayer[] | undefined;
  return {
    text: normalized,
    toOriginal(offset) {
      layers ??= layersOf(text, compiled);
      return layers.reduceRight((at, layer) => layer.toOriginal(at), Math.min(offset, normalized.length));
    },
    toNormalized(offset) {
      layers ??= layersOf(text, compiled);
      return layers.reduce((at, layer) => layer.toChanged(at), Math.min(offset, text.length));
    },
  };
}

/** The normalized text alone. */
export function normalizeText(text: string, profile: Profile): string {
  let out = text;
  for (const step of profile.steps) {
    const stream = step.open();
    const first = stream.push(out, null);
    const rest = stream.end(null);
    out = rest === '' ? first : first + rest;
  }
  // What a step put together anew is still the string that came in.
  return out === text ? text : out;
}

function layersOf(text: string, profile: Profile): OffsetLayer[] {
  const layers: OffsetLayer[] = [];
  let out = text;
  for (const step of profile.steps) {
    const layer = new OffsetLayer();
    const stream = step.open();
    out = stream.push(out, layer) + stream.end(layer);
    layers.push(layer);
  }
  return layers;
}
