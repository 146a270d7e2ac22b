// One connected provider of each type, all of them served by the simulator, and what a client may expect of each.
import { account, aws, models, upstreamKey } from './simulator.mjs';

export const secrets = {
  UPSTREAM_KEY: upstreamKey,
  AWS_ID: aws.accessKeyId,
  AWS_SECRET: aws.secretAccessKey,
  GOOGLE_EMAIL: account.client_email,
  GOOGLE_KEY: account.private_key,
};

const serviceAccount = (url) => ({
  clientEmailSecretName: 'GOOGLE_EMAIL', privateKeySecretName: 'GOOGLE_KEY', project: 'project-1', location: 'us-east5', tokenUrl: `${url}/token`,
  baseUrl: `${url}/v1/projects/project-1/locations/us-east5`,
});

const keyed = { apiKeySecretName: 'UPSTREAM_KEY' };
const claude = [{ name: models.claude }];

const types = {
  'openai-compatible': (url) => ({
    ...keyed, baseUrl: `${url}/v1`, supportsStructuredOutputs: true, models: [{ name: models.chat }, { name: models.embedding, operations: ['embeddings'] }],
  }),
  openai: (url) => ({ ...keyed, baseUrl: `${url}/v1` }),
  'azure-openai': (url) => ({ ...keyed, resourceName: 'resource', deploymentId: models.chat, baseUrl: url }),
  anthropic: (url) => ({ ...keyed, baseUrl: `${url}/v1` }),
  'azure-anthropic': (url) => ({ ...keyed, baseUrl: url }),
  'anthropic-compatible': (url) => ({ ...keyed, baseUrl: `${url}/v1`, models: claude }),
  bedrock: (url) => ({ region: 'us-east-1', accessKeyIdSecretName: 'AWS_ID', secretAccessKeySecretName: 'AWS_SECRET', baseUrl: url }),
  'vertex-gemini': (url) => ({ ...keyed, baseUrl: `${url}/v1`, models: [{ name: models.gemini }] }),
  'vertex-anthropic': (url) => ({ ...serviceAccount(url), models: [{ name: models.vertexClaude }] }),
};

/** The bodies that connect them. */
export const connections = (url) => [
  ...Object.entries(types).map(([type, config]) => ({ provider: type, identifier: type, config: config(url) })),
  { provider: 'vertex-gemini', identifier: 'vertex-account', config: { ...serviceAccount(url), models: [{ name: models.gemini }] } },
];

/** What each provider's model is called at the gateway, and what its dialect can say. */
export const providers = [
  { id: 'openai-compatible', model: models.chat, speaks: 'openai' },
  { id: 'openai', model: models.chat, speaks: 'openai' },
  { id: 'azure-openai', model: models.chat, speaks: 'openai' },
  { id: 'anthropic', model: models.claude, speaks: 'anthropic' },
  { id: 'azure-anthropic', model: models.claude, speaks: 'anthropic' },
  { id: 'anthropic-compatible', model: models.claude, speaks: 'anthropic' },
  { id: 'bedrock', model: models.claude, speaks: 'converse' },
  { id: 'vertex-gemini', model: models.gemini, speaks: 'gemini' },
  { id: 'vertex-account', model: models.gemini, speaks: 'gemini' },
  { id: 'vertex-anthropic', model: models.vertexClaude, speaks: 'anthropic' },
].map((provider) => ({ ...provider, model: `${provider.id}/${provider.model}` }));
