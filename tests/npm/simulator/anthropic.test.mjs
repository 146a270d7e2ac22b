// The simulator alone against Anthropic's own SDK.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import Anthropic from '@anthropic-ai/sdk';
import { callForOslo, oslo, weather } from '../rig/samples.mjs';
import { models, startSimulator, upstreamKey } from '../rig/simulator.mjs';

let simulator, client;
before(async () => {
  simulator = await startSimulator();
  client = new Anthropic({ baseURL: simulator.url, apiKey: upstreamKey, maxRetries: 0 });
});
after(async () => assert.equal(await simulator.stop(), 0));

const say = (content, more) => ({ model: models.claude, max_tokens: 4096, messages: [{ role: 'user', content }], ...more });

test('Message_Whole_HasTextAndUsage', async () => {
  const message = await client.messages.create(say('sim:reply=Hello there'));

  assert.deepEqual(message.content.map(({ type, text }) => ({ type, text })), [{ type: 'text', text: 'Hello there' }]);
  assert.equal(message.stop_reason, 'end_turn');
  assert.ok(message.usage.input_tokens > 0 && message.usage.output_tokens > 0);
});

test('Message_Streamed_AddsUpToTheText', async () => {
  const message = await client.messages.stream(say('sim:reply=One two three four')).finalMessage();

  assert.equal(message.content[0].text, 'One two three four');
});

test('Thinking_WithTools_IsAcceptedBackWithItsSignature', async () => {
  const more = { tools: [{ name: 'get_weather', input_schema: weather }], thinking: { type: 'enabled', budget_tokens: 1024 } };
  const first = await client.messages.stream(say(callForOslo, more)).finalMessage();
  const [thinking] = first.content;
  const use = first.content.find(({ type }) => type === 'tool_use');

  assert.equal(first.stop_reason, 'tool_use');
  assert.equal(thinking.type, 'thinking');
  assert.ok(thinking.signature.length > 0);
  assert.deepEqual(use.input, oslo);

  const result = { role: 'user', content: [{ type: 'tool_result', tool_use_id: use.id, content: 'Sunny' }] };
  const second = await client.messages.create({ ...say(callForOslo, more), messages: [...say(callForOslo).messages, { role: 'assistant', content: first.content }, result] });

  assert.equal(second.stop_reason, 'end_turn');
});

test('Tokens_AreCounted', async () => {
  const { input_tokens: tokens } = await client.messages.countTokens({ model: models.claude, messages: [{ role: 'user', content: 'How many is this?' }] });

  assert.ok(tokens > 0);
});

test('Models_AreListedInPages', async () => {
  const names = [];
  for await (const model of client.models.list({ limit: 2 })) {
    names.push(model.id);
  }

  assert.ok(names.includes(models.claude) && names.length > 2);
});

test('Errors_AreOfTheSdksClasses', async () => {
  const stranger = new Anthropic({ baseURL: simulator.url, apiKey: 'wrong', maxRetries: 0 });

  await assert.rejects(stranger.messages.create(say('Hello')), Anthropic.AuthenticationError);
  await assert.rejects(client.messages.create(say('Hello', { model: 'no-such-model' })), Anthropic.NotFoundError);
  await assert.rejects(client.messages.create(say('sim:status=429')), Anthropic.RateLimitError);
  await assert.rejects(client.messages.create(say('Hello', { max_tokens: -1 })), Anthropic.BadRequestError);
});
