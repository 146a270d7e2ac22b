// The simulator alone against Google's own SDK: with an API key, and as Vertex AI with a service account's access token.
import assert from 'node:assert/strict';
import { createSign } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { ApiError, FunctionCallingConfigMode, GoogleGenAI } from '@google/genai';
import { callForOslo, isPlace, oslo, place, png, weather } from '../rig/samples.mjs';
import { account, models, startSimulator, upstreamKey } from '../rig/simulator.mjs';

const clients = {};
let simulator;
before(async () => {
  simulator = await startSimulator();
  clients.key = new GoogleGenAI({ apiKey: upstreamKey, httpOptions: { baseUrl: simulator.url } });
  clients.vertex = vertex(await token());
});
after(async () => assert.equal(await simulator.stop(), 0));

const vertex = (bearer) => new GoogleGenAI({
  vertexai: true, project: 'project-1', location: 'us-east5',
  googleAuthOptions: { authClient: { getRequestHeaders: async () => new Headers({ authorization: `Bearer ${bearer}` }) } },
  httpOptions: { baseUrl: simulator.url },
});

async function token() {
  const encode = (part) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: account.client_email, scope: 'https://www.googleapis.com/auth/cloud-platform', aud: 'https://oauth2.googleapis.com/token', iat: now, exp: now + 3600 };
  const signed = `${encode({ alg: 'RS256', typ: 'JWT' })}.${encode(claims)}`;
  const assertion = `${signed}.${createSign('RSA-SHA256').update(signed).sign(account.private_key, 'base64url')}`;
  const response = await fetch(`${simulator.url}/token`, { method: 'POST', body: new URLSearchParams({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion }) });
  return (await response.json()).access_token;
}

const ask = (contents, config) => ({ model: models.gemini, contents, config });
const tools = { tools: [{ functionDeclarations: [{ name: 'get_weather', parametersJsonSchema: weather }] }] };

for (const way of ['key', 'vertex']) {
  describe(way, () => {
    test('Content_Whole_HasTextAndUsage', async () => {
      const answer = await clients[way].models.generateContent(ask('sim:reply=Hello there'));

      assert.equal(answer.text, 'Hello there');
      assert.ok(answer.usageMetadata.totalTokenCount > 0);
    });

    test('Content_Streamed_AddsUpToTheText', async () => {
      let text = '';
      for await (const chunk of await clients[way].models.generateContentStream(ask('sim:reply=One two three four'))) {
        text += chunk.text ?? '';
      }

      assert.equal(text, 'One two three four');
    });

    test('Chat_WithAFunction_GoesOnAfterItsResult', async () => {
      const chat = clients[way].chats.create({ model: models.gemini, config: tools });
      const first = await chat.sendMessage({ message: callForOslo });
      const [call] = first.functionCalls;

      assert.equal(call.name, 'get_weather');
      assert.deepEqual(call.args, oslo);

      const second = await chat.sendMessage({ message: [{ functionResponse: { name: call.name, response: { output: 'Sunny' } } }] });

      assert.ok(second.text.length > 0);
    });

    test('Content_ForcedFunction_IsCalled', async () => {
      const answer = await clients[way].models.generateContent(ask('Hello', { ...tools, toolConfig: { functionCallingConfig: { mode: FunctionCallingConfigMode.ANY } } }));

      assert.deepEqual(answer.functionCalls.map(({ name }) => name), ['get_weather']);
    });

    test('Content_SchemaOfTheAnswer_IsKept', async () => {
      const answer = await clients[way].models.generateContent(ask('Describe Oslo', { responseMimeType: 'application/json', responseJsonSchema: place }));

      assert.ok(isPlace(JSON.parse(answer.text)));
    });

    test('Content_WithAnImage_IsAnswered', async () => {
      const answer = await clients[way].models.generateContent(ask([{ inlineData: { mimeType: 'image/png', data: png } }, { text: 'sim:reply=A pixel' }]));

      assert.equal(answer.text, 'A pixel');
    });

    test('Tokens_AreCounted', async () => {
      const { totalTokens } = await clients[way].models.countTokens({ model: models.gemini, contents: 'How many is this?' });

      assert.ok(totalTokens > 0);
    });

    test('Errors_HaveTheirStatus', async () => {
      const isOf = (status) => (error) => error instanceof ApiError && error.status === status;

      await assert.rejects(clients[way].models.generateContent({ ...ask('Hello'), model: 'gemini-none' }), isOf(404));
      await assert.rejects(clients[way].models.generateContent(ask('sim:error=RESOURCE_EXHAUSTED')), isOf(429));
    });
  });
}

test('Errors_OfCredentials_HaveTheirStatus', async () => {
  const stranger = new GoogleGenAI({ apiKey: 'wrong', httpOptions: { baseUrl: simulator.url } });

  await assert.rejects(stranger.models.generateContent(ask('Hello')), { status: 400 });
  await assert.rejects(vertex('ya29.wrong').models.generateContent(ask('Hello')), { status: 401 });
});
