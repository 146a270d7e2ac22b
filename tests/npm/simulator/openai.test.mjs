// The simulator alone against OpenAI's own SDK.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import OpenAI from 'openai';
import { callForOslo, isPlace, oslo, place, weather } from '../rig/samples.mjs';
import { models, startSimulator, upstreamKey } from '../rig/simulator.mjs';

let simulator, client;
before(async () => {
  simulator = await startSimulator();
  client = new OpenAI({ baseURL: `${simulator.url}/v1`, apiKey: upstreamKey, maxRetries: 0 });
});
after(async () => assert.equal(await simulator.stop(), 0));

const say = (content, more) => ({ model: models.chat, messages: [{ role: 'user', content }], ...more });

test('Chat_Whole_HasTextAndUsage', async () => {
  const completion = await client.chat.completions.create(say('sim:reply=Hello there'));

  assert.equal(completion.choices[0].message.content, 'Hello there');
  assert.equal(completion.usage.total_tokens, completion.usage.prompt_tokens + completion.usage.completion_tokens);
});

test('Chat_Streamed_AddsUpToTheText', async () => {
  const runner = client.chat.completions.stream(say('sim:reply=One two three four', { stream_options: { include_usage: true } }));

  const completion = await runner.finalChatCompletion();

  assert.equal(completion.choices[0].message.content, 'One two three four');
  assert.ok(completion.usage.completion_tokens > 0);
});

test('Chat_Tools_AreCalledAndRunByTheSdksOwnLoop', async () => {
  const asked = [];
  const runner = client.chat.completions.runTools(say(callForOslo, {
    tools: [{ type: 'function', function: { name: 'get_weather', parameters: weather, parse: JSON.parse, function: (given) => { asked.push(given); return 'Sunny'; } } }],
  }));

  const text = await runner.finalContent();

  assert.deepEqual(asked, [oslo]);
  assert.ok(text.length > 0);
});

test('Chat_SchemaOfTheAnswer_IsKept', async () => {
  const completion = await client.chat.completions.parse(say('Describe Oslo', { response_format: { type: 'json_schema', json_schema: { name: 'place', strict: true, schema: place } } }));

  assert.ok(isPlace(JSON.parse(completion.choices[0].message.content)));
});

test('Responses_Streamed_EndInACompletedResponse', async () => {
  const stream = client.responses.stream({ model: models.chat, input: 'sim:reply=Good evening' });

  const response = await stream.finalResponse();

  assert.equal(response.status, 'completed');
  assert.equal(response.output_text, 'Good evening');
});

test('Embeddings_OfTwoTexts_AreTwoVectors', async () => {
  const { data } = await client.embeddings.create({ model: models.embedding, input: ['one', 'two'], dimensions: 64 });

  assert.deepEqual(data.map(({ embedding }) => embedding.length), [64, 64]);
});

test('Errors_AreOfTheSdksClasses', async () => {
  const stranger = new OpenAI({ baseURL: `${simulator.url}/v1`, apiKey: 'wrong', maxRetries: 0 });

  await assert.rejects(stranger.chat.completions.create(say('Hello')), OpenAI.AuthenticationError);
  await assert.rejects(client.chat.completions.create(say('Hello', { model: 'no-such-model' })), OpenAI.NotFoundError);
  await assert.rejects(client.chat.completions.create(say('sim:status=429')), OpenAI.RateLimitError);
});
