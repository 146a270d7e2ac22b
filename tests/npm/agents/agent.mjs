// Coding agents as their users run them, but for a home of their own and without the calls that have nothing to do with models.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { temporaryFolder } from '../rig/folder.mjs';

const require = createRequire(import.meta.url);

/** The script that starts a package's program; null when the package is not installed. */
export function launcher(name, script) {
  try {
    return join(dirname(require.resolve(`${name}/package.json`)), script);
  } catch {
    return null;
  }
}

/** Runs a program in an empty folder to its end, and gives the JSON lines that it wrote. */
export async function run(script, args, environment, cwd) {
  const home = temporaryFolder();
  const child = spawn(process.execPath, [script, ...args], {
    cwd,
    env: { PATH: process.env.PATH, HOME: home, CODEX_HOME: home, TERM: 'dumb', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 120_000,
  });
  const [out, errors] = await Promise.all([text(child.stdout), text(child.stderr), new Promise((resolve) => child.once('close', resolve))]);
  const lines = out.split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line));
  if (lines.length === 0) {
    throw new Error(`It wrote nothing: ${out}${errors}`);
  }
  return lines;
}

async function text(stream) {
  let said = '';
  for await (const piece of stream.setEncoding('utf8')) {
    said += piece;
  }
  return said;
}
