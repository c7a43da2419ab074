/** The public API of newsparse. */
export type * from './document.js';
export { Pipeline } from './pipeline.js';
export { stemLight10 } from './text/light10.js';
export { type Normalized, normalize } from './text/normalize.js';
export { compileProfile, type Listed, listFolds, listProfiles, type Profile } from './text/profiles.js';
export { type ByteNormalizer, createByteNormalizer } from './text/stream.js';
