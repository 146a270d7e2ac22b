// The simulator alone against AWS's own SDKs, whose signatures it checks.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { BedrockRuntimeClient, ConverseCommand, ConverseStreamCommand, ThrottlingException } from '@aws-sdk/client-bedrock-runtime';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { callForOslo, oslo, png, weather } from '../rig/samples.mjs';
import { aws, models, role, startSimulator } from '../rig/simulator.mjs';

let simulator, client;
const clients = [];
before(async () => {
  simulator = await startSimulator();
  client = bedrock(aws);
});
after(async () => {
  clients.forEach((each) => each.destroy());
  assert.equal(await simulator.stop(), 0);
});

// Without TLS there is no HTTP/2, which the Bedrock client would use.
function bedrock(credentials) {
  const made = new BedrockRuntimeClient({ region: 'us-east-1', endpoint: simulator.url, credentials, maxAttempts: 1, requestHandler: new NodeHttpHandler() });
  clients.push(made);
  return made;
}

const say = (text, more) => ({ modelId: models.bedrockClaude, messages: [{ role: 'user', content: [{ text }] }], ...more });
const tools = { toolConfig: { tools: [{ toolSpec: { name: 'get_weather', inputSchema: { json: weather } } }] } };

async function collect(stream) {
  const events = [];
  for await (const event of stream) {
    events.push(event);
  }
  return events;
}

test('Converse_Whole_HasTextAndUsage', async () => {
  const answer = await client.send(new ConverseCommand(say('sim:reply=Hello there')));

  assert.deepEqual(answer.output.message.content, [{ text: 'Hello there' }]);
  assert.equal(answer.stopReason, 'end_turn');
  assert.equal(answer.usage.totalTokens, answer.usage.inputTokens + answer.usage.outputTokens);
});

test('Converse_WithAnImage_IsAnswered', async () => {
  const image = { image: { format: 'png', source: { bytes: Buffer.from(png, 'base64') } } };

  const answer = await client.send(new ConverseCommand({ modelId: models.bedrockClaude, messages: [{ role: 'user', content: [image, { text: 'sim:reply=A pixel' }] }] }));

  assert.equal(answer.output.message.content[0].text, 'A pixel');
});

test('ConverseStream_Text_AddsUp', async () => {
  const { stream } = await client.send(new ConverseStreamCommand(say('sim:reply=One two three four')));
  const events = await collect(stream);

  assert.equal(events.map((event) => event.contentBlockDelta?.delta.text ?? '').join(''), 'One two three four');
  assert.equal(events.find((event) => event.messageStop).messageStop.stopReason, 'end_turn');
  assert.ok(events.at(-1).metadata.usage.outputTokens > 0);
});

test('ConverseStream_ToolUse_HasItsArguments', async () => {
  const { stream } = await client.send(new ConverseStreamCommand(say(callForOslo, tools)));
  const events = await collect(stream);

  assert.equal(events.find((event) => event.contentBlockStart?.start?.toolUse).contentBlockStart.start.toolUse.name, 'get_weather');
  assert.deepEqual(JSON.parse(events.map((event) => event.contentBlockDelta?.delta.toolUse?.input ?? '').join('')), oslo);
});

test('ConverseStream_BrokenOff_ThrowsTheException', async () => {
  const { stream } = await client.send(new ConverseStreamCommand(say('sim:midstream=throttlingException')));

  await assert.rejects(collect(stream), ThrottlingException);
});

test('Converse_WithAnAssumedRole_IsAnswered', async () => {
  const sts = new STSClient({ region: 'us-east-1', endpoint: simulator.url, credentials: aws, maxAttempts: 1 });
  clients.push(sts);
  const { Credentials: given } = await sts.send(new AssumeRoleCommand({ RoleArn: role.arn, RoleSessionName: 'npm', ExternalId: role.externalId }));
  const session = bedrock({ accessKeyId: given.AccessKeyId, secretAccessKey: given.SecretAccessKey, sessionToken: given.SessionToken });

  const answer = await session.send(new ConverseCommand(say('sim:reply=Assumed')));

  assert.equal(answer.output.message.content[0].text, 'Assumed');
});

test('Errors_AreOfTheSdksNames', async () => {
  const stranger = bedrock({ ...aws, secretAccessKey: 'wrong' });

  await assert.rejects(stranger.send(new ConverseCommand(say('Hello'))), { name: 'InvalidSignatureException' });
  await assert.rejects(client.send(new ConverseCommand(say('sim:error=rate_limit_exceeded'))), ThrottlingException);
  await assert.rejects(client.send(new ConverseCommand(say('sim:error=context_length_exceeded'))), { name: 'ValidationException' });
});
