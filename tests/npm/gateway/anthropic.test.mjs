// Anthropic's own SDK with its base URL and key changed, against every provider type.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import Anthropic from '@anthropic-ai/sdk';
import { startGateway } from '../rig/gateway.mjs';
import { providers } from '../rig/providers.mjs';
import { callForOslo, isPlace, oslo, place, png, weather } from '../rig/samples.mjs';

let gateway, client;
before(async () => {
  gateway = await startGateway();
  client = new Anthropic({ baseURL: gateway.url, apiKey: gateway.key, maxRetries: 0 });
});
after(async () => assert.deepEqual(await gateway.stop(), [0, 0, 0, 0]));

for (const { id, model, speaks } of providers) {
  describe(id, () => {
    const say = (content, more) => ({ model, max_tokens: 4096, messages: [{ role: 'user', content }], ...more });
    const tools = [{ name: 'get_weather', description: 'The weather of a city', input_schema: weather }];
    const thinking = { type: 'enabled', budget_tokens: 1024 };

    test('Message_Whole_HasTextAndUsage', async () => {
      const message = await client.messages.create(say('sim:reply=Hello there', { system: 'Be brief.' }));

      assert.equal(message.type, 'message');
      assert.deepEqual(message.content.map(({ type, text }) => ({ type, text })), [{ type: 'text', text: 'Hello there' }]);
      assert.equal(message.stop_reason, 'end_turn');
      assert.ok(message.usage.input_tokens > 0 && message.usage.output_tokens > 0);
    });

    test('Message_Streamed_AddsUpToTheText', async () => {
      const deltas = [];
      const stream = client.messages.stream(say('sim:reply=One two three four')).on('text', (delta) => deltas.push(delta));

      const message = await stream.finalMessage();

      assert.equal(message.content[0].text, 'One two three four');
      assert.ok(deltas.length > 1);
      assert.equal(message.model, model);
      assert.ok(message.usage.output_tokens > 0);
    });

    for (const way of ['Whole', 'Streamed']) {
      test(`Tools_${way}_AreCalledAndTheirResultsAnswered`, async () => {
        const send = (body) => way === 'Whole' ? client.messages.create(body) : client.messages.stream(body).finalMessage();
        const first = await send(say(callForOslo, { tools }));
        const use = first.content.find(({ type }) => type === 'tool_use');

        assert.equal(first.stop_reason, 'tool_use');
        assert.equal(use.name, 'get_weather');
        assert.deepEqual(use.input, oslo);

        const result = { type: 'tool_result', tool_use_id: use.id, content: [{ type: 'text', text: 'Sunny' }] };
        const messages = [...say(callForOslo).messages, { role: 'assistant', content: first.content }, { role: 'user', content: [result] }];
        const second = await send({ ...say('', { tools }), messages });

        assert.equal(second.stop_reason, 'end_turn');
        assert.ok(second.content[0].text.length > 0);
      });
    }

    // What OpenAI's chat thinks is not signed: only the others want it back as it came.
    if (speaks !== 'openai') {
      for (const way of ['Whole', 'Streamed']) {
        test(`Thinking_${way}_SurvivesATurnWithTools`, async () => {
          const send = (body) => way === 'Whole' ? client.messages.create(body) : client.messages.stream(body).finalMessage();
          const prompt = `${callForOslo}\nsim:think=Let me see\n${way}`;
          const first = await send(say(prompt, { tools, thinking }));
          const thoughts = first.content.filter(({ type }) => type === 'thinking');
          const use = first.content.find(({ type }) => type === 'tool_use');
          const signature = thoughts.map((thought) => thought.signature).join('');

          assert.equal(thoughts[0].thinking, 'Let me see');
          assert.ok(signature.length > 0);

          const result = { type: 'tool_result', tool_use_id: use.id, content: 'Sunny' };
          const messages = [...say(prompt).messages, { role: 'assistant', content: first.content }, { role: 'user', content: [result] }];
          const second = await send({ ...say('', { tools, thinking }), messages });

          assert.equal(second.stop_reason, 'end_turn');
          const upstream = (await gateway.simulator.received()).at(-1).body;
          assert.ok(JSON.stringify(JSON.parse(upstream)).includes(signature), upstream);
        });
      }
    }

    test('Tool_Forced_IsCalled', async () => {
      const message = await client.messages.create(say('Hello', { tools, tool_choice: { type: 'tool', name: 'get_weather' } }));

      assert.deepEqual(message.content.filter(({ type }) => type === 'tool_use').map(({ name }) => name), ['get_weather']);
    });

    test('Tool_ThatFailed_IsAnswered', async () => {
      const use = { type: 'tool_use', id: 'toolu_1', name: 'get_weather', input: oslo };
      const result = { type: 'tool_result', tool_use_id: 'toolu_1', is_error: true, content: 'No such city' };
      const messages = [{ role: 'user', content: 'Weather?' }, { role: 'assistant', content: [use] }, { role: 'user', content: [result] }];

      const message = await client.messages.create({ ...say('', { tools }), messages });

      assert.equal(message.stop_reason, 'end_turn');
    });

    test('Answer_OfASchema_IsKept', async () => {
      const message = await client.messages.create(say('Describe Oslo', { output_config: { format: { type: 'json_schema', schema: place } } }));

      assert.ok(isPlace(JSON.parse(message.content.find(({ type }) => type === 'text').text)));
    });

    test('Image_IsAnswered', async () => {
      const image = { type: 'image', source: { type: 'base64', media_type: 'image/png', data: png } };

      const message = await client.messages.create(say([image, { type: 'text', text: 'sim:reply=A pixel' }]));

      assert.equal(message.content[0].text, 'A pixel');
    });

    test('Errors_AreOfTheSdksClasses', async () => {
      await assert.rejects(client.messages.create(say('sim:status=429')), Anthropic.RateLimitError);
      await assert.rejects(client.messages.create(say('sim:error=context_length_exceeded')), (error) => error instanceof Anthropic.BadRequestError && error.error.type === 'error');
      await assert.rejects(client.messages.create(say('sim:status=500')), (error) => error instanceof Anthropic.InternalServerError && error.error.error.type === 'api_error');
    });

    test('Stream_BrokenOff_IsAnError', async () => {
      const stream = client.messages.stream({ ...say('sim:tokens=400'), model: `cut-${model}` });

      await assert.rejects(stream.finalMessage(), Anthropic.APIError);
    });

    test('Message_Aborted_EndsTheUpstreamsWork', async () => {
      const stream = client.messages.stream({ ...say(`sim:tokens=4000 ${id} is asked for a message`), model: `slow-${model}` });
      stream.once('text', () => stream.abort());

      await assert.rejects(stream.finalMessage(), Anthropic.APIUserAbortError);

      await gateway.slow.departure(`${id} is asked for a message`);
    });

    test('Tokens_AreCounted', async () => {
      const { input_tokens: tokens } = await client.messages.countTokens({ model, messages: [{ role: 'user', content: 'How many is this?' }] });

      assert.ok(tokens > 0);
    });

    test('Models_NameIt', async () => {
      const named = id === 'openai-compatible' ? model.slice(id.length + 1) : model;
      const listed = [];
      for await (const each of client.models.list({ limit: 1000 })) {
        listed.push(each.id);
      }

      assert.ok(listed.includes(named), listed.join());
      assert.equal((await client.models.retrieve(named)).type, 'model');
    });
  });
}

test('Key_ThatIsWrong_IsAnAuthenticationError', async () => {
  const stranger = new Anthropic({ baseURL: gateway.url, apiKey: 'wrong', maxRetries: 0 });

  await assert.rejects(stranger.messages.create({ model: 'gpt-5', max_tokens: 100, messages: [{ role: 'user', content: 'Hello' }] }), Anthropic.AuthenticationError);
});

test('Key_AsABearerToken_IsTaken', async () => {
  const bearer = new Anthropic({ baseURL: gateway.url, apiKey: null, authToken: gateway.key, maxRetries: 0 });

  const message = await bearer.messages.create({ model: 'gpt-5', max_tokens: 100, messages: [{ role: 'user', content: 'sim:reply=Hello' }] });

  assert.equal(message.content[0].text, 'Hello');
});

test('Model_ThatIsUnknown_IsANotFoundError', async () => {
  await assert.rejects(client.messages.create({ model: 'no-such-model', max_tokens: 100, messages: [{ role: 'user', content: 'Hello' }] }), Anthropic.NotFoundError);
});
