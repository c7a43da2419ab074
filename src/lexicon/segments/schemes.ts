/** Which segments are given: atb leaves the article on its word, d3 cuts it off. */
export const SCHEMES = ['atb', 'd3'] as const;
export type Scheme = (typeof SCHEMES)[number];
