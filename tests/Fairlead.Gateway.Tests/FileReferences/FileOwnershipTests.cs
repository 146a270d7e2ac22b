using System.Buffers;
using System.Text;
using Fairlead.Gateway.Admission;
using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.FileReferences;
using Fairlead.Gateway.Pipeline;
using Fairlead.Gateway.Tests.Catalog;

namespace Fairlead.Gateway.Tests.FileReferences;

public sealed class FileOwnershipTests
{
    [Theory]
    [InlineData(Operation.Chat, """{"messages":[{"role":"user","content":[{"type":"file","file":{"file_id":"theirs"}}]}]}""")]
    [InlineData(Operation.Chat, """{"messages":[{"role":"user","content":[{"type":"file","file":{"file\u005fid":"theirs"}}]}]}""")]
    [InlineData(Operation.Chat, """{"messages":[{"role":"user","content":[{"type":"file","file":{"\u0066\u0069\u006C\u0065\u005F\u0069\u0064":"theirs"}}]}]}""")]
    [InlineData(Operation.Chat, """{"messages":[{"role":"user","content":[{"type":"file","file":{"file_id":"mine","file_id":"theirs"}}]}]}""")]
    [InlineData(Operation.Chat, """{"messages":[{"role":"user","content":[{"type":"file","file":{"file_id":"\u0074heirs"}}]}]}""")]
    [InlineData(Operation.Chat, """{"messages":[],"a":{"metadata":{"file_id":"theirs"}}}""")]
    [InlineData(Operation.Responses, """{"input":[{"role":"user","content":[{"type":"input_file","file_id":"theirs"}]}]}""")]
    [InlineData(Operation.Responses, """{"input":[{"role":"user","content":[{"type":"input_image","file_id":"theirs"}]}]}""")]
    [InlineData(Operation.Responses, """{"input":[{"type":"function_call_output","output":[{"type":"input_file","file_id":"theirs"}]}]}""")]
    [InlineData(Operation.Responses, """{"input":[{"type":"computer_call_output","output":{"type":"computer_screenshot","file_id":"theirs"}}]}""")]
    [InlineData(Operation.Responses, """{"tools":[{"type":"code_interpreter","container":{"type":"auto","file_ids":["mine","theirs"]}}]}""")]
    [InlineData(Operation.Responses, """{"tools":[{"type":"code_interpreter","container":{"type":"auto","file_id\u0073":["theirs"]}}]}""")]
    [InlineData(Operation.Responses, """{"tools":[{"type":"image_generation","input_image_mask":{"file_id":"theirs"}}]}""")]
    [InlineData(Operation.Responses, """{"prompt":{"id":"p","variables":{"results":{"type":"input_file","file_id":"theirs"}}}}""")]
    [InlineData(Operation.Responses, """{"prompt":{"id":"p","variables":{"file_id":{"type":"input_file","file_id":"theirs"}}}}""")]
    [InlineData(Operation.Messages, """{"messages":[{"role":"user","content":[{"type":"document","source":{"type":"file","file_id":"theirs"}}]}]}""")]
    [InlineData(Operation.Messages, """{"messages":[{"role":"user","content":[{"type":"container_upload","file_id":"theirs"}]}]}""")]
    [InlineData(Operation.Messages, """{"messages":[{"role":"user","content":[{"type":"tool_result","content":[{"type":"image","source":{"type":"file","file_id":"theirs"}}]}]}]}""")]
    [InlineData(Operation.CountTokens, """{"messages":[{"role":"user","content":[{"type":"image","source":{"type":"file","file_id":"theirs"}}]}]}""")]
    [InlineData(Operation.Images, """{"prompt":"a cat","images":[{"file_id":"mine"},{"file_id":"theirs"}]}""")]
    [InlineData(Operation.Images, """{"prompt":"a cat","mask":{"file_id":"theirs"}}""")]
    public async Task Check_OfAnothersFile_SaysThatItIsNotThere(Operation operation, string body)
    {
        var problem = await CheckAsync(new OwnedFiles("mine"), operation, body);

        Assert.NotNull(problem);
        Assert.Equal((404, "No such File object: theirs", "file_id"), (problem.Status, problem.Message, problem.Param));
    }

    [Theory]
    [InlineData(Operation.Chat, """{"messages":[{"role":"user","content":[{"type":"file","file":{"file_id":"mine"}},{"type":"file","file":{"file_id":"mine"}}]}]}""", 1)]
    [InlineData(Operation.Chat, """{"messages":[{"role":"user","content":"the file_id is theirs"}]}""", 0)]
    [InlineData(Operation.Chat, """{"messages":[{"role":"user","content":[{"type":"file","file":{"file_id":null,"file_data":"x"}}]}]}""", 0)]
    [InlineData(Operation.Chat, """{"tools":[{"type":"function","function":{"parameters":{"properties":{"file_id":{"type":"string"}},"examples":[{"file_id":"theirs"}]}}}]}""", 0)]
    [InlineData(Operation.Chat, """{"metadata":{"file_id":"theirs"}}""", 0)]
    [InlineData(Operation.Responses, """{"input":[{"type":"message","role":"assistant","content":[{"type":"output_text","annotations":[{"type":"file_citation","file_id":"theirs"}]}]}]}""", 0)]
    [InlineData(Operation.Responses, """{"input":[{"type":"file_search_call","results":[{"file_id":"theirs"}]}]}""", 0)]
    [InlineData(Operation.Responses, """{"prompt":{"id":"p","variables":{"file_id":"any text"}}}""", 0)]
    [InlineData(Operation.Messages, """{"messages":[{"role":"assistant","content":[{"type":"tool_use","input":{"file_id":"theirs"}}]}]}""", 0)]
    [InlineData(Operation.Messages, """{"messages":[{"role":"assistant","content":[{"type":"code_execution_tool_result","content":{"content":[{"type":"code_execution_output","file_id":"made"}]}}]}]}""", 0)]
    [InlineData(Operation.Rerank, """{"documents":[{"file_id":"theirs","text":"x"}]}""", 0)]
    public async Task Check_OfOnesOwnFileOrOfNone_LetsItPass(Operation operation, string body, int asked)
    {
        var owned = new OwnedFiles("mine");

        Assert.Null(await CheckAsync(owned, operation, body));
        Assert.Equal(asked, owned.Asked);
    }

    [Fact]
    public async Task Check_OfAFileThatAnotherProviderKeeps_SaysThatItIsNotThere()
    {
        const string Body = """{"messages":[{"role":"user","content":[{"type":"file","file":{"file_id":"mine"}}]}]}""";

        Assert.NotNull(await CheckAsync(new OwnedFiles("mine"), Operation.Chat, Body, provider: "second"));
        Assert.Null(await CheckAsync(new OwnedFiles("mine"), Operation.Chat, Body));
    }

    private static async Task<GatewayError?> CheckAsync(OwnedFiles owned, Operation operation, string body, string provider = "main") =>
        await new FileOwnership(owned).CheckAsync(
            new Attempt(
                new GatewayRequest
                {
                    Operation = operation,
                    Body = new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(body)),
                    Caller = new Principal("caller", "name", Role.Member, IsKey: true),
                },
                Snapshots.Named(provider, "gpt-5").OrderedModels[0],
                null,
                TimeProvider.System),
            TestContext.Current.CancellationToken);
}
