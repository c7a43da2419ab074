/** The public API of newsparse. */
export type * from './document.js';
export { Pipeline } from './pipeline.js';
