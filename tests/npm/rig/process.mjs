// The product's own executable, run as an operator runs it.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const executable = process.env.FAIRLEAD ?? fileURLToPath(new URL('../../../artifacts/bin/Fairlead.Server/debug/fairlead', import.meta.url));
const running = new Set();
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/** Runs a verb until it says where it listens: {url, stop}. */
export async function start(args) {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('FAIRLEAD_')));
  const child = spawn(executable, [...args, '--urls', 'http://127.0.0.1:0'], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  running.add(child);
  const ended = new Promise((resolve) => child.once('close', (code, signal) => {
    running.delete(child);
    resolve(signal ?? code);
  }));
  const url = await announcement(child, ended);
  // A test that fails to stop it must not wait for it either: it goes with this process.
  child.unref();
  child.stderr.unref();
  return {
    url,
    /** Asks it to end, and tells how it did: its exit code. */
    stop: async () => {
      child.kill('SIGTERM');
      const limit = setTimeout(() => child.kill('SIGKILL'), 20_000);
      const end = await ended;
      clearTimeout(limit);
      return end;
    },
  };
}

function announcement(child, ended) {
  let said = '';
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.stderr.setEncoding('utf8').on('data', (text) => {
      said = (said + text).slice(-100_000);
      const match = /Listening on (http:\/\/127\.0\.0\.1:\d+)/.exec(said);
      if (match) {
        resolve(match[1]);
      }
    });
    ended.then((end) => reject(new Error(`fairlead ended with ${end}: ${said}`)));
  });
}
