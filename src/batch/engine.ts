/** How the engine is to compile a program that has much to do. */

/**
 * How much code of other functions may be compiled into one, in bytes of bytecode. The engine's own bound is 920: it then
 * compiles the same hot functions into many others, for more than half a second more of each thread, and nothing runs
 * faster.
 */
const INLINED = 150;
/** The engines that have the setting, by their first number; one that has not would say so on standard error. */
const ENGINES: ReadonlySet<string> = new Set(['11', '12', '13']);

let isSet = false;

/**
 * Sets the engine, with all of its threads, for a run over many documents. To be called when every thread has loaded its
 * code, since the compiled code that is kept beside the program (bin/newsparse.js) can be loaded only with the settings
 * that it was made with, and before much has run. A run over one document should not pay for this.
 * @param version of the engine
 */
export function expectMuchWork(version = process.versions.v8): void {
  if (isSet) return;
  isSet = true;
  if (!ENGINES.has(version.split('.', 1)[0]!)) return;
  process.getBuiltinModule('node:v8').setFlagsFromString(`--max-inlined-bytecode-size-cumulative=${INLINED}`);
}
