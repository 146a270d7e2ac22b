namespace Fairlead.Bench.Load;

/// <summary>The one request and the one answer of every measurement; they lie beside the program as files.</summary>
internal static class Payload
{
    public const string ChatPath = "/v1/chat/completions";

    /// <summary>The model both name.</summary>
    public const string Model = "bench-model";

    public static string WrkScript => At("chat.lua");

    public static string ChatRequestFile => At("chat-request.json");

    public static string ChatRequest => File.ReadAllText(ChatRequestFile);

    public static string StreamRequest => File.ReadAllText(At("stream-request.json"));

    public static string ChatAnswer => File.ReadAllText(At("chat-answer.json"));

    private static string At(string file) => Path.Combine(AppContext.BaseDirectory, "Load", file);
}
