// A server with a data folder of its own, connected with a simulated upstream through the control plane.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from './folder.mjs';
import { start } from './process.mjs';
import { connections, secrets } from './providers.mjs';
import { startSimulator } from './simulator.mjs';

/** A gateway key, and providers under three names each: their own, slow-NAME, and cut-NAME, whose streams break off. */
export async function startGateway() {
  const data = temporaryFolder();
  const [simulator, slow, cut, server] = await Promise.all([
    startSimulator(),
    startSimulator('--tokens-per-second', '20'),
    startSimulator('--cut-after-chunks', '4'),
    start(['serve', '--data', data, '--drain-seconds', '2']),
  ]);
  const call = caller(server.url);
  call.token = (await call('POST', '/v1/auth/access_token', await administrator(data))).accessToken;
  await connect(call, { '': simulator, 'slow-': slow, 'cut-': cut });
  const { result } = await call('POST', '/v1/keys', { name: 'npm' });
  return {
    url: server.url,
    key: result.key,
    simulator,
    slow,
    /** Ends all of it, and tells how each process ended. */
    stop: () => Promise.all([server, simulator, slow, cut].map((each) => each.stop())),
  };
}

async function connect(call, upstreams) {
  for (const [secretName, secretValue] of Object.entries(secrets)) {
    await call('POST', '/v1/organization/secrets', { secretName, secretValue });
  }
  for (const [prefix, { url }] of Object.entries(upstreams)) {
    for (const { identifier, provider, config } of connections(url)) {
      await call('POST', '/v1/llm-providers', { provider, identifier: prefix + identifier, config });
    }
  }
  await call('PUT', '/v1/llm-providers/defaults', { provider: 'openai-compatible', model: 'gpt-5' });
}

async function administrator(data) {
  const lines = (await readFile(join(data, 'admin-credentials'), 'utf8')).split('\n');
  const [clientId, clientSecret] = lines.map((line) => line.slice(line.indexOf('=') + 1));
  return { clientId, clientSecret };
}

function caller(url) {
  return async function call(method, path, body) {
    const headers = { 'content-type': 'application/json', ...(call.token && { authorization: `Bearer ${call.token}` }) };
    const response = await fetch(url + path, { method, headers, body: JSON.stringify(body) });
    const text = await response.text();
    if (!response.ok) {
      throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    }
    return JSON.parse(text);
  };
}
