using System.Runtime.CompilerServices;

namespace Fairlead.Server.Tests.Documentation;

/// <summary>The checkout that the tests were built from.</summary>
internal static class Checkout
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", ".."));

    /// <summary>A file's full path.</summary>
    public static string PathOf(string path) => Path.Combine(Root, path);

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
