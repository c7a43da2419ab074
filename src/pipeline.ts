import { readFileSync } from 'node:fs';
import type { DocumentRecord, ExtractOptions, InputDocument } from './document.js';
import { EntityContext } from './entities/context.js';
import { findEntities } from './entities/entities.js';
import { Scorer, type WeightRow } from './entities/score.js';
import { Gazetteer } from './gazetteer/gazetteer.js';
import { Matches } from './gazetteer/match.js';
import { detectLanguage } from './language/detect.js';
import { Sections } from './lexicon/binary.js';
import { Lexicon } from './lexicon/lookup.js';
import { Units } from './text/units.js';
import { splitSentences } from './tokens/sentences.js';
import { tokenize } from './tokens/tokenize.js';
import { Tokens } from './tokens/tokens.js';

/** Set by the bundler: where the compiled data is, seen from this module. */
declare const NEWSPARSE_DATA: string;

const DEFAULT_TYPES = ['PER', 'LOC', 'ORG'];

/** The order of the stages; the only place that knows them all. One pipeline serves one document after the other. */
export class Pipeline {
  private readonly units = new Units();
  private readonly tokens = new Tokens();
  private readonly matches = new Matches();

  private constructor(
    private readonly lexicon: Lexicon,
    private readonly gazetteer: Gazetteer,
    private readonly scorer: Scorer,
  ) {}

  /** Reads the compiled data that comes with the program. */
  static load(): Pipeline {
    const sections = new Sections(readFileSync(new URL(NEWSPARSE_DATA, import.meta.url)), false);
    const lexicon = new Lexicon(sections);
    return new Pipeline(
      lexicon,
      new Gazetteer(lexicon.vocabulary, sections),
      new Scorer(sections.json('weights') as WeightRow[]),
    );
  }

  /** Everything that is found in a document. */
  extract(document: InputDocument, options: ExtractOptions = {}): DocumentRecord {
    const { text } = document;
    const { units, tokens } = this;
    units.setString(text);
    tokenize(units.data, units.length, tokens);
    splitSentences(units.data, tokens);
    this.lexicon.annotate(units.data, tokens);
    const types = new Set(options.types ?? DEFAULT_TYPES);
    const wanted = (layer: 'entities' | 'dates' | 'quotes') => !options.only || options.only.includes(layer);
    const context = new EntityContext(units.data, tokens, this.lexicon, this.gazetteer, this.matches);
    const entities = wanted('entities')
      ? findEntities(text, context, this.scorer).filter(
          (entity) => types.has(entity.type) && entity.confidence >= (options.minConfidence ?? 0),
        )
      : [];
    return {
      schema: 1,
      id: document.id,
      language: detectLanguage(text),
      date: null,
      dateline: null,
      entities,
      dates: [],
      quotes: [],
      ...(document.meta ? { meta: document.meta } : {}),
    };
  }
}
