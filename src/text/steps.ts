/**
 * The folds that are code and not rows of data: lists of Unicode's, and changes that depend on the neighbours. Their
 * names stand with an @ in data/folds.tsv.
 */

import * as lists from './characters.generated.js';
import {
  ARABIC_MARK,
  eachRun,
  FIRST_LETTER,
  FOLD,
  isArabicLetter,
  LIGATURE,
  matchingForm,
  TATWEEL_CLASS,
} from './characters.js';
import { ComposeStep } from './compose.js';
import { CharacterMap } from './map.js';
import type { Edits } from './offsets.js';
import type { Step, StepStream } from './step.js';

const ALEF_MADDA = '\u0622';
const HAMZA = '\u0621';
const ALEF = '\u0627';
const TEH_MARBUTA = '\u0629';
const HEH = 0x0647;
const ALEF_MAKSURA = 0x0649;
const YEH = 0x064a;
const SHADDA = '\u0651';
const DAGGER_ALEF = 0x0670;

const STEPS = {
  'arabic-marks': () => takenOut(lists.ARABIC_MARKS),
  controls: () => takenOut(lists.CONTROLS),
  lower: () => lowerCase(),
  'matching-form': () => matching(),
  nfc: () => new ComposeStep('NFC'),
  nfkc: () => new ComposeStep('NFKC'),
  'dagger-beside-maksura': () => ({ open: () => new DaggerBesideMaksura() }),
  'initial-madda': () => ({ open: () => new InitialMadda() }),
  'final-heh': () => ({ open: () => new FinalLetter(HEH, TEH_MARBUTA, 3) }),
  'final-yeh': () => ({ open: () => new FinalLetter(YEH, String.fromCharCode(ALEF_MAKSURA), 2) }),
} as const satisfies Record<string, () => Step>;

export const isStep = (name: string): boolean => Object.hasOwn(STEPS, name);

/** The step of a name that stands in the data. */
export function makeStep(name: string): Step {
  if (!isStep(name)) throw new RangeError(`no step "${name}"`);
  return STEPS[name as keyof typeof STEPS]();
}

function takenOut(runs: string): CharacterMap {
  const changes = new Map<number, string>();
  eachRun(runs, (first, end) => {
    for (let unit = first; unit < end; unit++) changes.set(unit, '');
  });
  return new CharacterMap(changes, null);
}

function lowerCase(): CharacterMap {
  const changes = new Map<number, string>();
  for (let unit = 0x41; unit <= 0x5a; unit++) changes.set(unit, String.fromCharCode(unit + 0x20));
  const lower = lists.LOWER.split(' ');
  for (let i = 0, unit = 0; i + 1 < lower.length; i += 2) {
    unit += Number.parseInt(lower[i]!, 36);
    changes.set(unit, String.fromCharCode(unit + Number.parseInt(lower[i + 1]!, 36)));
  }
  return new CharacterMap(changes, null);
}

/** The units that characters.ts folds, as it folds them. */
function matching(): CharacterMap {
  const changes = new Map<number, string>();
  for (let unit = 0; unit < FOLD.length; unit++) {
    const value = FOLD[unit]!;
    // Most units stand for themselves: no string is made for those.
    const changed = value >= FIRST_LETTER ? value !== unit : value >= ARABIC_MARK && value <= LIGATURE;
    if (changed) changes.set(unit, matchingForm(String.fromCharCode(unit)));
  }
  return new CharacterMap(changes, null);
}

/**
 * PyArabic's normalize_alef takes out one dagger alef before an alef maksura, and then, in what that gave, one after it.
 */
class DaggerBesideMaksura implements StepStream {
  /** Whether a dagger alef waits for what follows it. */
  #waiting = false;
  #afterMaksura = false;

  push(text: string, edits: Edits | null): string {
    let out = '';
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (this.#waiting) {
        if (unit === ALEF_MAKSURA) edits?.replace(1, 0);
        else out += this.#dagger(edits);
      }
      this.#waiting = unit === DAGGER_ALEF;
      if (this.#waiting) continue;
      this.#afterMaksura = unit === ALEF_MAKSURA;
      edits?.keep(1);
      out += text[i];
    }
    return out;
  }

  end(edits: Edits | null): string {
    const out = this.#waiting ? this.#dagger(edits) : '';
    this.#waiting = false;
    this.#afterMaksura = false;
    return out;
  }

  #dagger(edits: Edits | null): string {
    const kept = !this.#afterMaksura;
    this.#afterMaksura = false;
    edits?.replace(1, kept ? 1 : 0);
    return kept ? String.fromCharCode(DAGGER_ALEF) : '';
  }
}

/**
 * PyArabic's normalize_hamza: an alef with madda that begins a text of three characters, or of more whose third is
 * shadda, becomes hamza and alef, unless a vowel mark stands on it.
 */
class InitialMadda implements StepStream {
  /** The beginning while it is not settled; null afterwards. */
  #beginning: string | null = '';

  push(text: string, edits: Edits | null): string {
    if (this.#beginning === null) {
      edits?.keep(text.length);
      return text;
    }
    this.#beginning += text;
    // Four characters tell whether there are exactly three; eight units hold four of any kind.
    const undecided = Array.from(this.#beginning.slice(0, 8)).length < 4;
    return undecided && this.#beginning.startsWith(ALEF_MADDA) ? '' : this.#settle(edits);
  }

  end(edits: Edits | null): string {
    return this.#beginning === null ? '' : this.#settle(edits);
  }

  #settle(edits: Edits | null): string {
    const text = this.#beginning!;
    // An empty piece is no beginning yet.
    if (text === '') return '';
    this.#beginning = null;
    const [first, second, third, fourth] = Array.from(text.slice(0, 8));
    const fits = first === ALEF_MADDA && third !== undefined && !/[\u064b-\u0650\u0652]/.test(second!);
    if (fits && (third === SHADDA || fourth === undefined)) {
      edits?.replace(1, 2);
      edits?.keep(text.length - 1);
      return HAMZA + ALEF + text.slice(1);
    }
    edits?.keep(text.length);
    return text;
  }
}

/** A letter at the end of a word becomes another; marks may stand between it and the end. */
class FinalLetter implements StepStream {
  /** The letter and the marks after it, while it is not known whether the word ends there. */
  #held = '';
  /** Letters of the word so far. */
  #letters = 0;

  /** @param atLeast letters that the word needs to have */
  constructor(
    readonly from: number,
    readonly to: string,
    readonly atLeast: number,
  ) {}

  push(text: string, edits: Edits | null): string {
    edits?.keep(text.length);
    let out = '';
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      const kind = kindOf(unit);
      if (kind === 'mark') {
        // So many marks stand on no letter; holding them all would need memory without bound.
        if (this.#held.length >= 1024) out += this.#release(false);
        if (this.#held !== '') this.#held += text[i];
        else out += text[i];
        continue;
      }
      out += this.#release(kind === 'other' && this.#letters >= this.atLeast);
      this.#letters = kind === 'letter' ? this.#letters + 1 : 0;
      if (unit === this.from) this.#held = text[i]!;
      else out += text[i];
    }
    return out;
  }

  end(): string {
    const out = this.#release(this.#letters >= this.atLeast);
    this.#letters = 0;
    return out;
  }

  #release(isFinal: boolean): string {
    const held = this.#held;
    this.#held = '';
    return isFinal && held !== '' ? this.to + held.slice(1) : held;
  }
}

/** What a unit is to a word; digits and Latin letters are other. */
function kindOf(unit: number): 'letter' | 'mark' | 'other' {
  const value = FOLD[unit]!;
  if (isArabicLetter(value)) return 'letter';
  return value >= ARABIC_MARK && value <= TATWEEL_CLASS ? 'mark' : 'other';
}
