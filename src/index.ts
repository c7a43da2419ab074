/** The public API of newsparse. */
export type * from './document.js';
export { compileGazetteer } from './gazetteer/compile-user.js';
export type { GazetteerEntry } from './gazetteer/entry.js';
export type { GazetteerInfo, GazetteerOrigin } from './gazetteer/file.js';
export { loadGazetteer, type NamedEntry, UserGazetteer } from './gazetteer/user.js';
export type { Overlaps } from './gazetteer/user-name.js';
export type { Term, TermKind } from './keywords/terms.js';
export { detectLanguage } from './language/detect.js';
export { DataError } from './lexicon/binary.js';
export type { SegmentKind } from './lexicon/segments/segments.js';
export {
  createMatcher,
  type MatchOptions,
  type NameMatch,
  type NameMatcher,
  type TextTokens,
  tokenize,
} from './names.js';
export { Pipeline, type PipelineOptions } from './pipeline.js';
export { UnknownNameError } from './text/folds.js';
export { stemLight10 } from './text/light10.js';
export { type Normalized, normalize } from './text/normalize.js';
export { compileProfile, type Listed, listFolds, listProfiles, type Profile } from './text/profiles.js';
export { type ByteNormalizer, createByteNormalizer } from './text/stream.js';
export {
  type AnalysisRecord,
  type SegmentRecord,
  type SentenceRecord,
  Tokenizer,
  type TokenOptions,
  type TokenRecord,
} from './tokenizer.js';
export type { Tokens } from './tokens/tokens.js';
