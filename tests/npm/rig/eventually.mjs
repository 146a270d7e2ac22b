// Waits on things rather than on the clock.
import { setTimeout as pause } from 'node:timers/promises';

/** Asks until there is an answer, for at most ten seconds. */
export async function eventually(ask, what) {
  for (const until = Date.now() + 10_000; Date.now() < until; await pause(20)) {
    const answer = await ask();
    if (answer) {
      return answer;
    }
  }
  throw new Error(`Waited in vain for ${what}.`);
}
