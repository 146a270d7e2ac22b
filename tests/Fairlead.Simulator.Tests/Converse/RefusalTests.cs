using System.Net;
using Fairlead.Simulator.Tests.Aws;

namespace Fairlead.Simulator.Tests.Converse;

public sealed class RefusalTests
{
    private const string Hi = """{"role":"user","content":[{"text":"hi"}]}""";
    private const string Use = """{"role":"assistant","content":[{"toolUse":{"toolUseId":"t1","name":"f","input":{}}}]}""";
    private const string Tool = """ "toolConfig":{"tools":[{"toolSpec":{"name":"f","inputSchema":{"json":{"type":"object"}}}}]}""";

    [Theory]
    [InlineData("{}", "must start with a user message")]
    [InlineData("""{"messages":[{"role":"assistant","content":[{"text":"hi"}]}]}""", "must start with a user message")]
    [InlineData("""{"messages":[<hi>,<hi>]}""", "must alternate between user and assistant roles")]
    [InlineData("""{"messages":[{"role":"user"}]}""", "Value null at 'messages.1.member.content' failed to satisfy constraint: Member must not be null")]
    [InlineData("""{"messages":[{"role":"robot","content":[]}]}""", "Value 'robot' at 'messages.1.member.role' failed to satisfy constraint: Member must satisfy enum value set: [user, assistant]")]
    [InlineData("""{"messages":[{"role":"user","content":[]}]}""", "content field in the Message object at messages.0 is empty")]
    [InlineData("""{"messages":[{"role":"user","content":[{"text":" "}]}]}""", "ContentBlock object at messages.0.content.0 is blank")]
    [InlineData("""{"messages":[{"role":"user","content":[{}]}]}""", "ContentBlock object at messages.0.content.0 must set one of the following keys: text, image")]
    [InlineData("""{"messages":[{"role":"user","content":[{"type":"text","text":"hi"}]}]}""", "#/messages/0/content/0: extraneous key [type] is not permitted")]
    [InlineData("""{"messages":[<hi>],"max_tokens":1}""", "extraneous key [max_tokens] is not permitted")]
    [InlineData("""{"messages":[<hi>,<use>],<tool>}""", "Expected toolResult blocks at messages.2.content for the following Ids: t1")]
    [InlineData("""{"messages":[<hi>,<use>,<hi>]}""", "The toolConfig field must be defined")]
    [InlineData("""{"messages":[{"role":"user","content":[{"toolResult":{"toolUseId":"t1","content":[]}}]}],<tool>}""", "exceeds the number of toolUse blocks of previous turn")]
    [InlineData("""{"messages":[{"role":"user","content":[{"document":{"name":"a_b.pdf","format":"pdf","source":{"bytes":"AQ=="}}},{"text":"x"}]}]}""", "The document file name can only contain")]
    [InlineData("""{"messages":[{"role":"user","content":[{"image":{"format":"bmp","source":{"bytes":"AQ=="}}}]}]}""", "enum value set: [png, jpeg, gif, webp]")]
    [InlineData("""{"messages":[<hi>],"toolConfig":{"tools":[]}}""", "Member must have length greater than or equal to 1")]
    [InlineData("""{"messages":[<hi>],"toolConfig":{"tools":[{"toolSpec":{"name":"two words","inputSchema":{"json":{"type":"object"}}}}]}}""", "regular expression pattern: [a-zA-Z0-9_-]+")]
    [InlineData("""{"messages":[<hi>],"toolConfig":{"tools":[{"toolSpec":{"name":"f","inputSchema":{"json":{}}}}]}}""", "inputSchema.json.type must be one of the following: object")]
    [InlineData("""{"messages":[<hi>],"toolConfig":{"tools":[{"toolSpec":{"name":"f","strict":true,"inputSchema":{"json":{"type":"object"}}}}]}}""", "tools.0.custom.strict: Extra inputs are not permitted")]
    [InlineData("""{"messages":[<hi>],"inferenceConfig":{"temperature":1.5}}""", "Value '1.5' at 'inferenceConfig.temperature' failed to satisfy constraint: Member must have value less than or equal to 1")]
    [InlineData("""{"messages":[<hi>],"guardrailConfig":{"streamProcessingMode":"async"}}""", "extraneous key [streamProcessingMode]")]
    [InlineData("""{"messages":[<hi>],"outputConfig":{"textFormat":{"type":"json_schema","structure":{"jsonSchema":{"schema":"no"}}}}}""", "must be a JSON schema")]
    [InlineData("""{"messages":[<hi>],"additionalModelRequestFields":{"topK":5}}""", "topK: Extra inputs are not permitted")]
    [InlineData("""{"messages":[<hi>],"additionalModelRequestFields":{"thinking":{"type":"enabled","budget_tokens":100}}}""", "greater than or equal to 1024")]
    [InlineData("""{"messages":[<hi>],"inferenceConfig":{"maxTokens":1024},"additionalModelRequestFields":{"thinking":{"type":"enabled","budget_tokens":1024}}}""", "`max_tokens` must be greater than `thinking.budget_tokens`")]
    [InlineData("""{"messages":[<hi>],"inferenceConfig":{"temperature":0.5},"additionalModelRequestFields":{"thinking":{"type":"adaptive"}}}""", "`temperature` may only be set to 1")]
    public async Task Request_AgainstTheRules_IsAValidationException(string body, string words)
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        using HttpResponseMessage response = await Bedrock.PostAsync(simulator, Filled(body));

        await Bedrock.AssertErrorAsync(response, 400, "ValidationException", words);
    }

    [Theory]
    [InlineData("{", "not valid JSON")]
    [InlineData("""{"messages":[{"role":"user","content":[{"text":"\udc00"}]}]}""", "not valid JSON")]
    [InlineData("""{"messages":[<hi>],"inferenceConfig":{"maxTokens":"many"}}""", "STRING_VALUE at inferenceConfig.maxTokens can not be converted to int")]
    public async Task Request_OfAnotherShape_IsASerializationException(string body, string words)
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        using HttpResponseMessage response = await Bedrock.PostAsync(simulator, Filled(body));

        await Bedrock.AssertErrorAsync(response, 400, "SerializationException", words);
    }

    [Theory]
    [InlineData("sim:error=context_length_exceeded", 400, "ValidationException", "Input is too long for requested model.")]
    [InlineData("sim:error=rate_limit_exceeded", 429, "ThrottlingException", "Too many requests")]
    [InlineData("sim:error=ModelNotReadyException", 429, "ModelNotReadyException", "not ready")]
    [InlineData("sim:status=503", 503, "ServiceUnavailableException", "unable to process")]
    [InlineData("sim:status=500", 500, "InternalServerException", "unexpected error")]
    [InlineData("sim:status=403", 403, "AccessDeniedException", "access to the model")]
    [InlineData("sim:status=418", 418, "ValidationException", "simulated 418")]
    public async Task Directive_Error_IsBedrocks(string text, int status, string type, string words)
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        using HttpResponseMessage whole = await Bedrock.PostAsync(simulator, Bedrock.Say(text));
        using HttpResponseMessage stream = await Bedrock.PostAsync(simulator, Bedrock.Say(text), "converse-stream");

        await Bedrock.AssertErrorAsync(whole, status, type, words);
        await Bedrock.AssertErrorAsync(stream, status, type, words);
    }

    [Theory]
    [InlineData("anthropic.claude-sonnet-4-20250514-v1%3A0", HttpStatusCode.OK)]
    [InlineData("arn%3Aaws%3Abedrock%3Aus-east-1%3A123456789012%3Ainference-profile%2Feu.anthropic.claude-v1%3A0", HttpStatusCode.OK)]
    [InlineData("amazon.nova-lite-v1%3A0", HttpStatusCode.BadRequest)]
    public async Task Model_InThePath_IsDecoded(string model, HttpStatusCode status)
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync(new SimulatorOptions
        {
            Models =
            [
                "anthropic.claude-sonnet-4-20250514-v1:0",
                "arn:aws:bedrock:us-east-1:123456789012:inference-profile/eu.anthropic.claude-v1:0",
            ],
        });

        using HttpResponseMessage response = await Bedrock.PostAsync(simulator, Bedrock.Say("hi"), model: model);

        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task Signature_Wrong_IsRefusedInBedrocksWords()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        var request = new AwsRequest($"/model/{Bedrock.Model}/converse", Bedrock.Say("hi"));

        using HttpResponseMessage unsigned = await simulator.PostAsync(request.Target, request.Body);
        using HttpResponseMessage wrong = await (request with { SecretKey = "other" }).SendAsync(simulator.Http);
        using HttpResponseMessage unknown = await (request with { Key = "AKIAOTHER" }).SendAsync(simulator.Http);

        await Bedrock.AssertErrorAsync(unsigned, 403, "MissingAuthenticationTokenException", "Missing Authentication Token");
        await Bedrock.AssertErrorAsync(wrong, 403, "InvalidSignatureException", "does not match the signature you provided");
        await Bedrock.AssertErrorAsync(unknown, 403, "UnrecognizedClientException", "security token included in the request is invalid");
    }

    [Fact]
    public async Task FailRate_One_FailsEveryCall()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync(new SimulatorOptions { FailRate = 1, FailStatus = 503 });

        using HttpResponseMessage response = await Bedrock.PostAsync(simulator, Bedrock.Say("hi"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
    }

    private static string Filled(string body) => body
        .Replace("<hi>", Hi, StringComparison.Ordinal).Replace("<use>", Use, StringComparison.Ordinal).Replace("<tool>", Tool, StringComparison.Ordinal);
}
