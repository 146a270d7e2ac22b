using System.Runtime.CompilerServices;
using Xunit;

namespace Fairlead.Protocols.Tests.Translation;

/// <summary>
/// The golden files, beside the tests' sources. <c>requests/CASE.DIALECT.json</c> (likewise replies, streams, errors) is what comes in;
/// what it becomes stands in the folder <c>CASE.DIALECT</c> next to it, a file for each dialect. <c>dotnet dev.cs golden</c> rewrites them.
/// </summary>
internal static class GoldenFolder
{
    public static bool IsUpdate => Environment.GetEnvironmentVariable("FAIRLEAD_UPDATE_GOLDEN") == "1";

    /// <summary>The cases of a kind: their names with the dialect, without the extension.</summary>
    public static IEnumerable<(string Name, Dialect Dialect, string File)> Cases(string kind) =>
        from file in Directory.EnumerateFiles(Path.Combine(Root(), kind)).Order(StringComparer.Ordinal)
        let name = Path.GetFileNameWithoutExtension(file)
        select (name, Enum.Parse<Dialect>(name[(name.LastIndexOf('.') + 1)..], ignoreCase: true), file);

    /// <summary>Compares with the golden file, or writes it.</summary>
    public static void Check(string kind, string name, string file, string actual)
    {
        var path = Path.Combine(Root(), kind, name, file);
        if (IsUpdate)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
        }

        Assert.True(File.Exists(path), $"There is no {kind}/{name}/{file}; dotnet dev.cs golden writes it.");
        Assert.Equal(File.ReadAllText(path), actual);
    }

    private static string Root([CallerFilePath] string source = "") => Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(source))!, "Golden");
}
