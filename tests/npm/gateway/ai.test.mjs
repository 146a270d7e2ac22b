// The AI SDK with its OpenAI-compatible and Anthropic providers, base URL and key changed, against every provider type.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createAnthropic } from '@ai-sdk/anthropic';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { APICallError, generateObject, generateText, jsonSchema, stepCountIs, streamText, tool } from 'ai';
import { startGateway } from '../rig/gateway.mjs';
import { providers } from '../rig/providers.mjs';
import { callForOslo, isPlace, oslo, place, png, weather } from '../rig/samples.mjs';

globalThis.AI_SDK_LOG_WARNINGS = false;

const sdks = {};
let gateway;
before(async () => {
  gateway = await startGateway();
  sdks['openai-compatible'] = createOpenAICompatible({ name: 'fairlead', baseURL: `${gateway.url}/v1`, apiKey: gateway.key, includeUsage: true, supportsStructuredOutputs: true });
  sdks.anthropic = createAnthropic({ baseURL: `${gateway.url}/v1`, apiKey: gateway.key });
});
after(async () => assert.deepEqual(await gateway.stop(), [0, 0, 0, 0]));

for (const sdk of ['openai-compatible', 'anthropic']) {
  for (const { id, model } of providers) {
    describe(`${sdk} to ${id}`, () => {
      const ask = (prompt, more) => ({ model: sdks[sdk](model), prompt, maxRetries: 0, ...more });

      function weatherTool() {
        const asked = [];
        const tools = { get_weather: tool({ description: 'The weather of a city', inputSchema: jsonSchema(weather), execute: async (given) => { asked.push(given); return 'Sunny'; } }) };
        return { asked, more: { tools, stopWhen: stepCountIs(3) } };
      }

      test('GenerateText_HasTextAndUsage', async () => {
        const answer = await generateText(ask('sim:reply=Hello there', { system: 'Be brief.' }));

        assert.equal(answer.text, 'Hello there');
        assert.equal(answer.finishReason, 'stop');
        assert.ok(answer.usage.inputTokens > 0 && answer.usage.outputTokens > 0);
      });

      test('GenerateText_Tools_AreRunAndTheirResultsAnswered', async () => {
        const { asked, more } = weatherTool();

        const answer = await generateText(ask(callForOslo, more));

        assert.deepEqual(asked, [oslo]);
        assert.equal(answer.steps.length, 2);
        assert.ok(answer.text.length > 0);
      });

      test('StreamText_AddsUpToTheText', async () => {
        const deltas = [];
        const answer = streamText(ask('sim:reply=One two three four', { onError: () => {} }));
        for await (const delta of answer.textStream) {
          deltas.push(delta);
        }

        assert.equal(deltas.join(''), 'One two three four');
        assert.equal(await answer.finishReason, 'stop');
        assert.ok((await answer.usage).outputTokens > 0);
      });

      test('StreamText_Tools_AreRunAndTheirResultsAnswered', async () => {
        const { asked, more } = weatherTool();

        const answer = streamText(ask(callForOslo, { ...more, onError: () => {} }));

        assert.ok((await answer.text).length > 0);
        assert.deepEqual(asked, [oslo]);
      });

      test('StreamText_ThinkingWithTools_SurvivesTheTurn', async () => {
        const { asked, more } = weatherTool();
        const options = sdk === 'anthropic' ? { anthropic: { thinking: { type: 'enabled', budgetTokens: 1024 } } } : { fairlead: { reasoningEffort: 'low' } };

        const answer = streamText(ask(`${callForOslo}\nsim:think=Let me see`, { ...more, providerOptions: options, onError: () => {} }));
        const [first, second] = await answer.steps;

        assert.equal(first.reasoningText, 'Let me see');
        assert.deepEqual(asked, [oslo]);
        assert.ok(second.text.length > 0);
      });

      test('GenerateObject_IsOfTheSchema', async () => {
        const { object } = await generateObject(ask('Describe Oslo', { schema: jsonSchema(place) }));

        assert.ok(isPlace(object), JSON.stringify(object));
      });

      test('GenerateText_WithAnImage_IsAnswered', async () => {
        const content = [{ type: 'image', image: Buffer.from(png, 'base64'), mediaType: 'image/png' }, { type: 'text', text: 'sim:reply=A pixel' }];

        const answer = await generateText({ model: sdks[sdk](model), maxRetries: 0, messages: [{ role: 'user', content }] });

        assert.equal(answer.text, 'A pixel');
      });

      test('Errors_HaveStatusAndRetryability', async () => {
        await assert.rejects(generateText(ask('sim:status=429')), (error) => APICallError.isInstance(error) && error.statusCode === 429 && error.isRetryable);
        await assert.rejects(generateText(ask('sim:error=context_length_exceeded')), (error) => APICallError.isInstance(error) && error.statusCode === 400 && !error.isRetryable);
      });

      test('StreamText_BrokenOff_IsAnError', async () => {
        const errors = [];
        const answer = streamText(ask('sim:tokens=400', { model: sdks[sdk](`cut-${model}`), onError: ({ error }) => errors.push(error) }));
        await answer.consumeStream();

        assert.equal(errors.length, 1);
        assert.notEqual(await answer.finishReason, 'stop');
      });

      test('StreamText_Aborted_EndsTheUpstreamsWork', async () => {
        const controller = new AbortController();
        const marker = `${id} is asked by the AI SDK for ${sdk}`;
        const answer = streamText(ask(`sim:tokens=4000 ${marker}`, { model: sdks[sdk](`slow-${model}`), abortSignal: controller.signal, onError: () => {} }));
        for await (const _ of answer.textStream) {
          controller.abort();
        }

        await gateway.slow.departure(marker);
      });
    });
  }
}
