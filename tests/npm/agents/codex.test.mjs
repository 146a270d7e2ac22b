// Codex with its base URL and key changed: it runs a command with its own tool, and answers from what the command said.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { temporaryFolder } from '../rig/folder.mjs';
import { startGateway } from '../rig/gateway.mjs';
import { providers } from '../rig/providers.mjs';
import { launcher, run } from './agent.mjs';

const script = launcher('@openai/codex', 'bin/codex.js');
const skip = script === null && 'Codex is not installed';

let gateway;
before(async () => { gateway = script && await startGateway(); });
after(async () => script && assert.deepEqual(await gateway.stop(), [0, 0, 0, 0]));

for (const { id, model } of providers.filter(({ id }) => ['openai-compatible', 'openai', 'anthropic', 'bedrock', 'vertex-gemini', 'vertex-anthropic'].includes(id))) {
  test(`Codex_RunningACommand_AnswersOver_${id}`, { skip }, async () => {
    const folder = temporaryFolder();
    await writeFile(join(folder, 'note.txt'), 'Hafnarvik\n');

    const lines = await run(
      script,
      [
        'exec', '--json', '--skip-git-repo-check', '--sandbox', 'danger-full-access', '-m', model,
        '-c', `openai_base_url="${gateway.url}/v1"`, '-c', 'check_for_update_on_startup=false', '-c', 'analytics.enabled=false',
        'call:exec_command{"cmd":"cat note.txt"}',
      ],
      { CODEX_API_KEY: gateway.key },
      folder,
    );

    const items = lines.filter(({ type }) => type === 'item.completed').map(({ item }) => item);
    assert.equal(lines.at(-1).type, 'turn.completed', JSON.stringify(lines.at(-1)));
    assert.deepEqual(items.filter(({ type }) => type === 'command_execution').map(({ exit_code, aggregated_output }) => [exit_code, aggregated_output]), [[0, 'Hafnarvik\n']]);
    assert.match(items.find(({ type }) => type === 'agent_message').text, /Hafnarvik/);
    // It tries a WebSocket first: the answer must send it on over HTTP at once.
    assert.ok(!lines.some(({ message }) => message?.startsWith('Reconnecting')), JSON.stringify(lines));
    const { usage } = lines.at(-1);
    assert.ok(usage.input_tokens > 0 && usage.output_tokens > 0);
  });
}
