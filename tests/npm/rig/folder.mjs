// Folders that go with the process, however it ends.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const made = [];
process.on('exit', () => made.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** A new, empty folder. */
export function temporaryFolder() {
  made.push(mkdtempSync(join(tmpdir(), 'fairlead-npm-')));
  return made.at(-1);
}
