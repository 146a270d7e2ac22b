using Fairlead.Server.Platform.Configuration;

namespace Fairlead.Server.Tests;

/// <summary>A folder of configuration files, which goes with the test.</summary>
internal sealed class ConfigurationFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fairlead-config-");

    /// <summary>The environment that the files refer to.</summary>
    public Dictionary<string, string?> Environment { get; } = [];

    /// <summary>The first file.</summary>
    public string Path => PathOf("fairlead.yaml");

    /// <summary>A file's path.</summary>
    public string PathOf(string name) => System.IO.Path.Combine(folder.FullName, name);

    /// <summary>Writes the first file in one step, as editors and deployments do.</summary>
    public void Write(string text) => Write("fairlead.yaml", text);

    /// <summary>Writes a file in one step.</summary>
    public void Write(string name, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(PathOf(name))!);
        File.WriteAllText(PathOf(name) + ".new", text);
        File.Move(PathOf(name) + ".new", PathOf(name), overwrite: true);
    }

    /// <summary>Reads the first file.</summary>
    public ConfigurationFile Read(params IConfigurationFormat[] formats) =>
        ConfigurationFile.Read(Path, new ConfigurationContext(ServerApp.Sections, Environment.GetValueOrDefault, formats, TimeProvider.System));

    /// <summary>Writes the first file and reads it.</summary>
    public ConfigurationFile Read(string text)
    {
        Write(text);
        return Read();
    }

    public void Dispose() => folder.Delete(recursive: true);
}
