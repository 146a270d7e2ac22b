// Claude Code with its base URL and key changed: it thinks, reads a file with its own tool, and answers from what the tool said.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { temporaryFolder } from '../rig/folder.mjs';
import { startGateway } from '../rig/gateway.mjs';
import { providers } from '../rig/providers.mjs';
import { launcher, run } from './agent.mjs';

const script = launcher('@anthropic-ai/claude-code', 'cli-wrapper.cjs');
const skip = script === null && 'Claude Code is not installed';

let gateway;
before(async () => { gateway = script && await startGateway(); });
after(async () => script && assert.deepEqual(await gateway.stop(), [0, 0, 0, 0]));

for (const { id, model } of providers.filter(({ id }) => ['openai-compatible', 'openai', 'anthropic', 'bedrock', 'vertex-gemini', 'vertex-anthropic'].includes(id))) {
  test(`ClaudeCode_ReadingAFile_AnswersOver_${id}`, { skip }, async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'note.txt');
    await writeFile(file, 'Hafnarvik\n');

    const lines = await run(
      script,
      ['-p', `sim:think=I look at the note.\ncall:Read{"file_path":"${file}"}`, '--model', model, '--allowedTools', 'Read', '--output-format', 'stream-json', '--verbose'],
      {
        ANTHROPIC_BASE_URL: gateway.url, ANTHROPIC_API_KEY: gateway.key, MAX_THINKING_TOKENS: '1024',
        CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1', DISABLE_AUTOUPDATER: '1', DISABLE_TELEMETRY: '1', DISABLE_ERROR_REPORTING: '1',
      },
      folder,
    );

    const blocks = lines.filter(({ type }) => type === 'assistant' || type === 'user').flatMap(({ message }) => message.content);
    const result = lines.at(-1);
    assert.equal(result.is_error, false, JSON.stringify(result));
    assert.equal(result.num_turns, 2);
    assert.ok(blocks.some(({ type, thinking }) => type === 'thinking' && thinking.includes('I look at the note.')));
    assert.ok(blocks.some(({ type, name, input }) => type === 'tool_use' && name === 'Read' && input.file_path === file));
    assert.match(result.result, /Hafnarvik/);
    assert.ok(result.usage.input_tokens + result.usage.cache_read_input_tokens > 0 && result.usage.output_tokens > 0);
  });
}
