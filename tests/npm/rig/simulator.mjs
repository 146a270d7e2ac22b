// The simulated upstream as a process of its own, and the vendors' credentials that it knows.
import { generateKeyPairSync } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eventually } from './eventually.mjs';
import { temporaryFolder } from './folder.mjs';
import { start } from './process.mjs';

export const upstreamKey = 'upstream-key-0123456789';

/** The example pair of AWS's own documentation, which the simulator knows. */
export const aws = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' };
export const role = { arn: 'arn:aws:iam::123456789012:role/inference', externalId: 'tenant-7' };

const keys = generateKeyPairSync('rsa', { modulusLength: 2048, publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } });

/** A service account, as Google's key files have it. */
export const account = { client_email: 'sdk@project-1.iam.gserviceaccount.com', private_key: keys.privateKey };

export const models = {
  chat: 'gpt-5',
  embedding: 'text-embedding-3-small',
  claude: 'claude-sonnet-4-5-20250929',
  vertexClaude: 'claude-sonnet-4-5@20250929',
  bedrockClaude: 'us.anthropic.claude-sonnet-4-5-20250929-v1:0',
  gemini: 'gemini-2.5-flash',
};

/** A simulator that knows all of the above. */
export async function startSimulator(...more) {
  const folder = temporaryFolder();
  await writeFile(join(folder, 'public.pem'), keys.publicKey);
  const process = await start([
    'simulate', '--api-key', upstreamKey,
    '--google-service-account', `${account.client_email}=${join(folder, 'public.pem')}`,
    '--aws-role', `${role.arn}=${role.externalId}`,
    ...Object.values(models).flatMap((name) => ['--model', name]),
    ...more,
  ]);
  const received = async () => (await (await fetch(`${process.url}/sim/received`)).json()).received;
  return {
    url: process.url,
    received,
    /** Waits until the client of the request that holds these words was seen leaving. */
    departure: (words) => eventually(
      async () => (await received()).some(({ body, outcome }) => body.includes(words) && outcome === 'client_left'), `the departure of "${words}"`),
    stop: process.stop,
  };
}
