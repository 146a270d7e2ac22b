using System.Text.Json.Nodes;

namespace Fairlead.Server.Platform.Configuration;

/// <summary>A file of another product that is accepted in place of ours: recognised by its root, and converted before anything is checked.</summary>
internal interface IConfigurationFormat
{
    /// <summary>Whether a file is of this format.</summary>
    /// <param name="root">The file's YAML as JSON.</param>
    bool Recognizes(JsonObject root);

    /// <summary>Converts a file.</summary>
    /// <param name="root">The file's YAML as JSON.</param>
    /// <param name="places">Where its values stood, by their paths in it.</param>
    /// <param name="file">The file, as it was named: includes are relative to it.</param>
    /// <param name="environment">Reads an environment variable; null when it is not set.</param>
    ConvertedConfiguration Convert(JsonObject root, IReadOnlyDictionary<string, Place> places, string file, Func<string, string?> environment);
}
