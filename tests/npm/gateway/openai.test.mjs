// OpenAI's own SDK with its base URL and key changed, against every provider type.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import OpenAI from 'openai';
import { startGateway } from '../rig/gateway.mjs';
import { providers } from '../rig/providers.mjs';
import { callForOslo, isPlace, oslo, place, png, weather } from '../rig/samples.mjs';
import { models } from '../rig/simulator.mjs';

let gateway, client;
before(async () => {
  gateway = await startGateway();
  client = new OpenAI({ baseURL: `${gateway.url}/v1`, apiKey: gateway.key, maxRetries: 0 });
});
after(async () => assert.deepEqual(await gateway.stop(), [0, 0, 0, 0]));

for (const { id, model } of providers) {
  describe(id, () => {
    const say = (content, more) => ({ model, messages: [{ role: 'user', content }], ...more });
    const tool = { type: 'function', function: { name: 'get_weather', parameters: weather } };

    test('Chat_Whole_HasTextAndUsage', async () => {
      const completion = await client.chat.completions.create(say('sim:reply=Hello there'));

      assert.equal(completion.object, 'chat.completion');
      assert.equal(completion.choices[0].message.content, 'Hello there');
      assert.equal(completion.choices[0].finish_reason, 'stop');
      assert.ok(completion.usage.prompt_tokens > 0 && completion.usage.completion_tokens > 0);
      assert.equal(completion.usage.total_tokens, completion.usage.prompt_tokens + completion.usage.completion_tokens);
    });

    test('Chat_Streamed_AddsUpToTheText', async () => {
      const runner = client.chat.completions.stream(say('sim:reply=One two three four', { stream_options: { include_usage: true } }));
      const deltas = [];
      runner.on('content', (delta) => deltas.push(delta));

      const completion = await runner.finalChatCompletion();

      assert.equal(completion.choices[0].message.content, 'One two three four');
      assert.ok(deltas.length > 1);
      assert.ok(completion.usage.completion_tokens > 0);
    });

    test('Chat_Tools_AreCalledAndTheirResultsAnswered', async () => {
      const asked = [];
      const runner = client.chat.completions.runTools(say(callForOslo, {
        tools: [{ ...tool, function: { ...tool.function, parse: JSON.parse, function: (given) => { asked.push(given); return 'Sunny'; } } }],
      }));

      const text = await runner.finalContent();

      assert.deepEqual(asked, [oslo]);
      assert.ok(text.length > 0);
    });

    test('Chat_ToolsStreamed_AreCalledAndTheirResultsAnswered', async () => {
      const asked = [];
      const runner = client.chat.completions.runTools(say(callForOslo, {
        stream: true,
        tools: [{ ...tool, function: { ...tool.function, parse: JSON.parse, function: (given) => { asked.push(given); return 'Sunny'; } } }],
      }));

      const text = await runner.finalContent();

      assert.deepEqual(asked, [oslo]);
      assert.ok(text.length > 0);
    });

    test('Chat_ForcedTool_IsCalled', async () => {
      const completion = await client.chat.completions.create(say('Hello', { tools: [tool], tool_choice: { type: 'function', function: { name: 'get_weather' } } }));

      assert.deepEqual(completion.choices[0].message.tool_calls.map((call) => call.function.name), ['get_weather']);
    });

    test('Chat_SchemaOfTheAnswer_IsKept', async () => {
      const completion = await client.chat.completions.parse(say('Describe Oslo', { response_format: { type: 'json_schema', json_schema: { name: 'place', strict: true, schema: place } } }));

      assert.ok(isPlace(JSON.parse(completion.choices[0].message.content)), completion.choices[0].message.content);
    });

    test('Chat_WithAnImage_IsAnswered', async () => {
      const image = { type: 'image_url', image_url: { url: `data:image/png;base64,${png}` } };

      const completion = await client.chat.completions.create(say([image, { type: 'text', text: 'sim:reply=A pixel' }]));

      assert.equal(completion.choices[0].message.content, 'A pixel');
    });

    test('Chat_Errors_AreOfTheSdksClasses', async () => {
      await assert.rejects(client.chat.completions.create(say('sim:status=429')), OpenAI.RateLimitError);
      await assert.rejects(client.chat.completions.create(say('sim:error=context_length_exceeded')), (error) => error instanceof OpenAI.BadRequestError && error.code === 'context_length_exceeded');
      await assert.rejects(client.chat.completions.create(say('sim:status=500')), (error) => error instanceof OpenAI.InternalServerError && error.status === 502);
    });

    test('Chat_Aborted_EndsTheUpstreamsWork', async () => {
      const stream = await client.chat.completions.create({ ...say(`sim:tokens=4000 ${id} is asked for Chat`, { stream: true }), model: `slow-${model}` });
      for await (const _ of stream) {
        stream.controller.abort();
        break;
      }

      await gateway.slow.departure(`${id} is asked for Chat`);
    });

    test('Responses_Whole_HaveTextAndUsage', async () => {
      const response = await client.responses.create({ model, input: 'sim:reply=Good evening' });

      assert.equal(response.status, 'completed');
      assert.equal(response.output_text, 'Good evening');
      assert.ok(response.usage.input_tokens > 0 && response.usage.output_tokens > 0);
    });

    test('Responses_Streamed_EndInACompletedResponse', async () => {
      const stream = client.responses.stream({ model, input: 'sim:reply=One two three four' });
      const deltas = [];
      stream.on('response.output_text.delta', ({ delta }) => deltas.push(delta));

      const response = await stream.finalResponse();

      assert.equal(response.status, 'completed');
      assert.equal(response.output_text, 'One two three four');
      assert.equal(deltas.join(''), 'One two three four');
    });

    test('Responses_WithATool_GoOnAfterItsResult', async () => {
      const tools = [{ type: 'function', name: 'get_weather', parameters: weather, strict: true }];
      const input = [{ role: 'user', content: callForOslo }];
      const first = await client.responses.create({ model, input, tools, store: false });
      const call = first.output.find(({ type }) => type === 'function_call');

      assert.deepEqual(JSON.parse(call.arguments), oslo);

      const result = { type: 'function_call_output', call_id: call.call_id, output: 'Sunny' };
      const second = await client.responses.create({ model, input: [...input, ...first.output, result], tools, store: false });

      assert.ok(second.output_text.length > 0);
    });

    test('Responses_SchemaOfTheAnswer_IsKept', async () => {
      const response = await client.responses.parse({ model, input: 'Describe Oslo', text: { format: { type: 'json_schema', name: 'place', strict: true, schema: place } } });

      assert.ok(isPlace(JSON.parse(response.output_text)), response.output_text);
    });

    test('Responses_AfterAnother_GoOnFromIt', async () => {
      const first = await client.responses.create({ model, input: 'Hello' });
      const second = await client.responses.create({ model, input: 'sim:reply=Again', previous_response_id: first.id });

      assert.equal(second.output_text, 'Again');
      assert.equal(second.previous_response_id, first.id);
      assert.equal((await client.responses.retrieve(first.id)).output_text, first.output_text);
    });

    test('Responses_Deleted_AreGone', async () => {
      const { id: response } = await client.responses.create({ model, input: 'Hello' });

      await client.responses.delete(response);

      await assert.rejects(client.responses.retrieve(response), OpenAI.NotFoundError);
    });

    test('Models_NameIt', async () => {
      const named = id === 'openai-compatible' ? models.chat : model;
      const listed = [];
      for await (const each of client.models.list()) {
        listed.push(each.id);
      }

      assert.ok(listed.includes(named), listed.join());
      assert.equal((await client.models.retrieve(named)).id, named);
    });

    test('Stream_BrokenOff_IsAnError', async () => {
      const stream = await client.chat.completions.create({ ...say('sim:tokens=400', { stream: true }), model: `cut-${model}` });

      await assert.rejects(async () => {
        for await (const chunk of stream) {
          assert.notEqual(chunk.choices[0]?.finish_reason, 'stop');
        }
      }, OpenAI.APIError);
    });
  });
}

test('Embeddings_OfTwoTexts_AreTwoVectors', async () => {
  const { data } = await client.embeddings.create({ model: models.embedding, input: ['one', 'two'], dimensions: 64 });

  assert.deepEqual(data.map(({ embedding }) => embedding.length), [64, 64]);
});

test('Key_ThatIsWrong_IsAnAuthenticationError', async () => {
  const stranger = new OpenAI({ baseURL: `${gateway.url}/v1`, apiKey: 'wrong', maxRetries: 0 });

  await assert.rejects(stranger.chat.completions.create({ model: models.chat, messages: [{ role: 'user', content: 'Hello' }] }), OpenAI.AuthenticationError);
});

test('Model_ThatIsUnknown_IsANotFoundError', async () => {
  await assert.rejects(client.chat.completions.create({ model: 'no-such-model', messages: [{ role: 'user', content: 'Hello' }] }), OpenAI.NotFoundError);
});
