/** How much a part of the bench does: with NEWSPARSE_BENCH_QUICK=1 just enough to see that nothing has slid. */
export const QUICK = process.env.NEWSPARSE_BENCH_QUICK === '1';

/** @param full rounds of a run whose figures are published */
export const rounds = (full: number): number => (QUICK ? 5 : full);
