/** Runs a part of the bench as it is shipped: bundled and minified like the program, in a process of its own. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/**
 * @param entry a file of this folder
 * @param root of the project, with a build in dist
 * @param folder for what is made
 * @returns what it printed, which is shown as well
 */
export async function runBundled(
  entry: string,
  root: string,
  folder: string,
  args: readonly string[],
): Promise<string> {
  const outfile = join(folder, entry.replace(/\.ts$/, '.mjs'));
  const dist = (name: string) => JSON.stringify(pathToFileURL(join(root, 'dist', name)).href);
  await build({
    entryPoints: [join(root, 'bench', entry)],
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node20.19',
    format: 'esm',
    logLevel: 'warning',
    define: { NEWSPARSE_DATA: dist('newsparse.npg'), NEWSPARSE_PROFILES: dist('profiles.json') },
  });
  const child = spawn(process.execPath, [outfile, ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
    process.stdout.write(text);
  });
  const status = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  if (status !== 0) throw new Error(`${entry}: exit ${status}`);
  return printed;
}
