/** Names of a user's gazetteer in a text, without the rest of the pipeline. */
import { FoundNames } from './gazetteer/found.js';
import { Matcher } from './gazetteer/matcher.js';
import type { NamedEntry, UserGazetteer } from './gazetteer/user.js';
import type { Overlaps } from './gazetteer/user-name.js';
import { bundledProclitics } from './lexicon/bundled.js';
import { Units } from './text/units.js';
import type { Proclitics } from './tokens/clitics.js';
import { tokenize as cut } from './tokens/tokenize.js';
import { Tokens } from './tokens/tokens.js';

/** The tokens of a text; offsets are UTF-16 code units into it. */
export interface TextTokens {
  readonly text: string;
  readonly units: Uint16Array;
  readonly tokens: Tokens;
}

/** A name that stands in a text: `text.slice(start, end)`, proclitics left out. */
export interface NameMatch {
  readonly start: number;
  readonly end: number;
  /** Numbers of the first token, and of the token after the last. */
  readonly firstToken: number;
  readonly endToken: number;
  /** All entries that the name leads to, best first: see docs/gazetteers.md. */
  readonly entries: readonly NamedEntry[];
}

/** How names are matched. */
export interface MatchOptions {
  /** `longest` (if not said): leftmost-longest, without overlaps; `all`: every name that stands in the text. */
  readonly overlaps?: Overlaps | undefined;
  /** How many entries of a name are given at most; all if not said. */
  readonly mostEntries?: number | undefined;
}

/** Finds the names of one gazetteer; made by `createMatcher`. One matcher serves one text after the other. */
export interface NameMatcher {
  readonly gazetteer: UserGazetteer;
  /**
   * The names in a text, by their first token, then longest first.
   * @throws DataError when the gazetteer's file is damaged where an entry is read
   */
  match(tokens: TextTokens, options?: MatchOptions): NameMatch[];
}

/** Tokens whose arrays are used again. */
class CutText implements TextTokens {
  text = '';
  readonly tokens = new Tokens();
  private readonly source = new Units();

  get units(): Uint16Array {
    return this.source.data;
  }

  cut(text: string): this {
    this.text = text;
    this.source.setString(text);
    cut(this.source.data, this.source.length, this.tokens);
    return this;
  }
}

/** Cuts a text into tokens, as names are cut when they are compiled. @param reuse tokens that are no longer needed */
export function tokenize(text: string, reuse?: TextTokens): TextTokens {
  return (reuse instanceof CutText ? reuse : new CutText()).cut(text);
}

let proclitics: Proclitics | undefined;

/**
 * Makes a matcher of a gazetteer.
 * @param options proclitics: may و ف ب ل ك stand glued before a name (بدمشق)? true if not said
 */
export function createMatcher(
  gazetteer: UserGazetteer,
  options: { readonly proclitics?: boolean | undefined } = {},
): NameMatcher {
  if (options.proclitics !== false) proclitics ??= bundledProclitics();
  const matcher = new Matcher(gazetteer, options.proclitics === false ? undefined : proclitics);
  const found = new FoundNames();
  return {
    gazetteer,
    match({ units, tokens }, { overlaps = 'longest', mostEntries } = {}) {
      matcher.match(units, tokens, overlaps, found);
      return Array.from({ length: found.count }, (_, i) => ({
        start: found.start[i]!,
        end: tokens.end[found.end[i]! - 1]!,
        firstToken: found.first[i]!,
        endToken: found.end[i]!,
        entries: matcher.entries(units, tokens, found, i, mostEntries),
      }));
    },
  };
}
