/** Work that is done beside each other and given back in order. */

/**
 * Runs a job for each part of a source, several at once, and gives the results in the order of the parts.
 * A result is given as soon as those before it have been, also while the source has nothing to give.
 * @param limit how many jobs may have been begun whose results have not been taken: the bound of the memory
 */
export async function* inOrder<Part, Result>(
  source: AsyncGenerator<Part>,
  run: (part: Part) => Promise<Result>,
  limit: number,
): AsyncGenerator<Result> {
  const running: Promise<Result>[] = [];
  const begin = (part: Part): void => {
    const job = run(part);
    job.catch(() => {}); // it is awaited when its turn comes
    running.push(job);
  };
  try {
    let next: Promise<IteratorResult<Part>> | null = source.next();
    while (next !== null || running.length > 0) {
      if (next !== null && running.length < limit) {
        const head = running[0];
        const read: IteratorResult<Part> | null = await (head === undefined
          ? next
          : Promise.race([next, head.then(() => null)]));
        if (read !== null) {
          if (read.done) next = null;
          else {
            begin(read.value);
            next = source.next();
            next.catch(() => {});
          }
          continue;
        }
      }
      const head = running[0]!;
      yield await head;
      running.shift();
    }
  } finally {
    await Promise.allSettled(running);
    await source.return(undefined);
  }
}
