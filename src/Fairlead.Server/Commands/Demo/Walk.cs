using System.Text.Json;

namespace Fairlead.Server.Commands.Demo;

/// <summary>The seed's page, step by step, against a running server and a simulated LiteLLM.</summary>
internal sealed class Walk(Curl curl, Uri upstream, DemoCredentials credentials, CancellationToken cancellationToken)
{
    /// <summary>The provider's body, as the page has it but for the host name.</summary>
    private string Provider => $$"""
        {
          "provider": "openai-compatible",
          "enabled": true,
          "config": {
            "baseUrl": "{{upstream.AbsoluteUri}}",
            "apiKeySecretName": "LITELLM_API_KEY",
            "models": [
              {
                "name": "claude-sonnet",
                "displayName": "Claude Sonnet 4.6",
                "contextWindow": 128000,
                "supportedFeatures": {
                  "temperature": true
                }
              }
            ],
            "supportsStructuredOutputs": true
          }
        }
        """;

    public async Task RunAsync()
    {
        await SignInAsync();
        await ConnectAsync();
        await InteractAsync();
        await InvokeAgentAsync();
        await FailAsync();
        await CallGatewayAsync();
    }

    private async Task SignInAsync()
    {
        curl.Say("Prerequisite: an access token, from the administrator's API credentials");
        var answer = await PostAsync("/v1/auth/access_token", JsonSerializer.Serialize(new { clientId = credentials.ClientId, clientSecret = credentials.ClientSecret }), 200, "accessToken");
        curl.Authorize("TOKEN", Text(answer, "accessToken"));
    }

    private async Task ConnectAsync()
    {
        curl.Say("Store the LiteLLM key as a secret. It is write-only: no answer ever shows its value");
        await PostAsync("/v1/organization/secrets", JsonSerializer.Serialize(new { secretName = "LITELLM_API_KEY", secretValue = credentials.UpstreamKey, description = "What our LiteLLM accepts" }), 201, "LITELLM_API_KEY");

        curl.Say("Register LiteLLM, validating the connection: a real, tiny call per model; it is saved only when all succeed");
        await PostAsync("/v1/llm-providers?validate_connection=true", Provider, 201, "\"isValid\":true");

        curl.Say("Make it the organization's default");
        await PutAsync("/v1/llm-providers/defaults", """{"provider": "openai-compatible", "model": "claude-sonnet"}""", 200, "claude-sonnet");

        curl.Say("What is connected now: ours, and the managed provider 'port' that the operator declared");
        await GetAsync("/v1/llm-providers", 200, "\"port\"");
    }

    private async Task InteractAsync()
    {
        curl.Say("A general-purpose AI interaction, streamed, token by token as well (?deltas=true)");
        await PostAsync("/v1/ai/invoke?deltas=true", """{"prompt": "Say hello to the platform team."}""", 200, "event: done");

        curl.Say("The same with provider and model named, and an answer that must satisfy a schema");
        const string Structured = """
            {
              "prompt": "Which service is unhealthy?",
              "provider": "openai-compatible",
              "model": "claude-sonnet",
              "stream": false,
              "labels": {"team": "platform"},
              "outputSchema": {
                "type": "object",
                "properties": {"service": {"type": "string"}, "healthy": {"type": "boolean"}},
                "required": ["service", "healthy"],
                "additionalProperties": false
              }
            }
            """;
        await PostAsync("/v1/ai/invoke", Structured, 200, "\"status\":\"Completed\"");
    }

    private async Task InvokeAgentAsync()
    {
        curl.Say("An agent: a stored prompt that runs with the default provider and model unless it names its own");
        const string Agent = """
            {
              "identifier": "service_expert",
              "title": "Service expert",
              "properties": {
                "description": "Answers questions about services",
                "status": "active",
                "prompt": "You are an expert in our services. Be brief.",
                "execution_mode": "Approval Required",
                "tools": ["^(list|get|search|track|describe)_.*"]
              }
            }
            """;
        await PostAsync("/v1/agents", Agent, 201, "service_expert");

        curl.Say("Invoke it over SSE");
        await PostAsync("/v1/agent/service_expert/invoke?stream=true", """{"prompt": "Who owns the checkout service?"}""", 200, "event: done");

        curl.Say("Or in the background: 202 with an identifier, to be asked about later");
        var accepted = await PostAsync("/v1/agent/service_expert/invoke", """{"prompt": "And the payment service?"}""", 202, "identifier");
        using var document = JsonDocument.Parse(accepted);
        await PollAsync(document.RootElement.GetProperty("invocation").GetProperty("identifier").GetString()!);
    }

    private async Task PollAsync(string invocation)
    {
        for (var tries = 0; tries < 20; tries++)
        {
            var answer = await GetAsync($"/v1/ai/invoke/{invocation}", 200, "status");
            if (!answer.Contains("In Progress", StringComparison.Ordinal))
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(250), cancellationToken);
        }
    }

    private async Task FailAsync()
    {
        curl.Say("Common failures say what to mend: a model that is not in the catalog");
        await PostAsync("/v1/ai/invoke", """{"prompt": "hello", "provider": "openai-compatible", "model": "gpt-unknown"}""", 400, "LLMProviderModelNotEnabledError");

        curl.Say("A wrong key: the validation fails, and nothing is saved");
        await PostAsync("/v1/organization/secrets", """{"secretName": "WRONG_KEY", "secretValue": "not-the-key-that-it-accepts"}""", 201, "WRONG_KEY");
        var wrong = Provider.Replace("LITELLM_API_KEY", "WRONG_KEY", StringComparison.Ordinal);
        await PostAsync("/v1/llm-providers?validate_connection=true", wrong, 400, "LLMProviderModelTestError");

        curl.Say("A secret that does not exist");
        await PostAsync("/v1/llm-providers", Provider.Replace("LITELLM_API_KEY", "NO_SUCH_SECRET", StringComparison.Ordinal), 400, "LLMProviderInvalidConfigError");
    }

    private async Task CallGatewayAsync()
    {
        curl.Say("The gateway: a key for an application");
        var answer = await PostAsync("/v1/keys", """{"name": "my-application"}""", 201, "fl-");
        using var document = JsonDocument.Parse(answer);
        curl.Authorize("KEY", document.RootElement.GetProperty("result").GetProperty("key").GetString()!);

        curl.Say("Any OpenAI client works with its base URL and key changed; this is what one sends");
        await GetAsync("/v1/models", 200, "claude-sonnet");
        await PostAsync("/v1/chat/completions", """{"model": "claude-sonnet", "messages": [{"role": "user", "content": "Hello from an OpenAI client"}]}""", 200, "chat.completion");
        await PostAsync("/v1/chat/completions", """{"model": "port/gpt-5", "stream": true, "messages": [{"role": "user", "content": "sim:reply=Streamed through the managed provider."}]}""", 200, "[DONE]");
    }

    private Task<string> GetAsync(string path, int status, string holds) => curl.SendAsync(HttpMethod.Get, path, null, status, holds, cancellationToken);

    private Task<string> PostAsync(string path, string body, int status, string holds) => curl.SendAsync(HttpMethod.Post, path, body, status, holds, cancellationToken);

    private Task<string> PutAsync(string path, string body, int status, string holds) => curl.SendAsync(HttpMethod.Put, path, body, status, holds, cancellationToken);

    private static string Text(string json, string name)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.GetProperty(name).GetString()!;
    }
}
