using System.Globalization;
using System.Reflection;
using System.Text;
using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Pipeline;
using Fairlead.Gateway.Routing;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.JsonSchema;
using Fairlead.Protocols;
using Fairlead.Server.Platform.Configuration;
using Fairlead.Server.Platform.Http;

namespace Fairlead.Server.Tests.Documentation;

/// <summary><c>docs/reference/errors.md</c> is written from the code's own lists; <c>dotnet dev.cs docs</c> rewrites it.</summary>
public sealed class ErrorsPageTests
{
    [Fact]
    public void ErrorsPage_IsWhatTheCodeAnswers()
    {
        var page = Write();
        var path = Checkout.PathOf("docs/reference/errors.md");
        if (Environment.GetEnvironmentVariable("FAIRLEAD_UPDATE_DOCS") == "1")
        {
            File.WriteAllText(path, page);
        }

        Assert.Equal(page, File.ReadAllText(path));
    }

    private static string Write()
    {
        var page = new StringBuilder("# Errors\n\nWritten from the code by `dotnet dev.cs docs`.\n\n## Control plane\n\n");
        page.Append("`{\"ok\": false, \"error\": \"<name>\", \"message\": \"…\", \"details\": {…}}`\n\n| status | `error` | message, for example |\n|---|---|---|\n");
        foreach (var error in Samples<ApiError>(typeof(ApiErrors)).OrderBy(static error => error.Status).ThenBy(static error => error.Name, StringComparer.Ordinal).DistinctBy(static error => (error.Status, error.Name)))
        {
            page.Append(CultureInfo.InvariantCulture, $"| {error.Status} | `{error.Name}` | {error.Message} |\n");
        }

        page.Append("\n## Gateway\n\n`{\"error\": {\"message\": \"…\", \"type\": \"…\", \"param\": …, \"code\": \"<code>\"}}`; an upstream's own 4xx passes as it is.\n\n| status | `code` | `type` | message, for example |\n|---|---|---|---|\n");
        foreach (var error in GatewaySamples().OrderBy(static error => error.Status).ThenBy(static error => error.Code, StringComparer.Ordinal).DistinctBy(static error => (error.Status, error.Code)))
        {
            page.Append(CultureInfo.InvariantCulture, $"| {error.Status} | `{error.Code}` | `{error.Type}` | {error.Message} |\n");
        }

        return page.ToString();
    }

    private static IEnumerable<GatewayError> GatewaySamples() => Samples<GatewayError>(typeof(GatewayErrors))
        .Concat(Enum.GetValues<FailureKind>().Select(static kind => GatewayErrors.Of(new AttemptFailure(kind, "What the upstream did, and what mends it."))))
        .Append(GatewayErrors.Of(new AttemptFailure(FailureKind.Unreachable, "What the upstream did, and what mends it.") { UpstreamStatus = 500 }));

    private static IEnumerable<T> Samples<T>(Type list)
    {
        const BindingFlags All = BindingFlags.Public | BindingFlags.Static;
        foreach (var property in list.GetProperties(All).Where(static property => property.PropertyType == typeof(T)))
        {
            yield return (T)property.GetValue(null)!;
        }

        foreach (var method in list.GetMethods(All).Where(static method => method.ReturnType == typeof(T) && !method.IsSpecialName))
        {
            yield return (T)method.Invoke(null, [.. method.GetParameters().Select(static parameter => Sample(parameter.ParameterType))])!;
        }
    }

    private static object? Sample(Type type) => type switch
    {
        _ when type == typeof(string) => "…",
        _ when type == typeof(IEnumerable<string>) => new[] { "…" },
        _ when type == typeof(IReadOnlyList<Problem>) => new[] { new Problem("field", "is not as it should be") },
        _ when type == typeof(IReadOnlyList<ConfigurationProblem>) => new[] { new ConfigurationProblem("fairlead.yaml", 1, 1, "routes", "What is wrong, and what was meant.") },
        _ when type == typeof(AttemptFailure) => new AttemptFailure(FailureKind.BadRequest, "What the upstream did, and what mends it."),
        _ when type == typeof(RequestProblem) => new RequestProblem("invalid_json", "What is wrong with the body, and where."),
        _ when type == typeof(Deployment) => SampleDeployment(),
        _ when type == typeof(ProviderSnapshot) => SampleDeployment().Provider,
        _ when type == typeof(Attempt) => SampleAttempt(),
        _ when type == typeof(Route) => SampleDeployment().Route,
        _ when type == typeof(IReadOnlyList<string>) => new[] { "…" },
        _ when type == typeof(object) => new object(),
        _ when type.IsValueType => Activator.CreateInstance(type),
        _ => throw new NotSupportedException($"There is no sample of {type}."),
    };

    private static Attempt SampleAttempt()
    {
        var attempt = new Attempt(new GatewayRequest { Operation = Operation.Chat, Body = default }, SampleDeployment(), null, TimeProvider.System);
        attempt.Lose([new Loss("seed", null), new Loss("messages", "an image given by url")]);
        return attempt;
    }

    private static Deployment SampleDeployment()
    {
        var provider = new ProviderSnapshot { Identifier = "…", Type = "…", CreatedAt = default, Enabled = true, Headers = [], SecretValues = [] };
        return new Deployment { Model = "…", ModelJson = default, Provider = provider, Operations = [], Endpoints = new UpstreamEndpoints([]), Enabled = false, ContextWindow = 0 };
    }
}
