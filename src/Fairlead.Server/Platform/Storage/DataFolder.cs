namespace Fairlead.Server.Platform.Storage;

/// <summary>The folder that holds everything a deployment keeps. One process has it at a time: an operating system's file lock says so.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly FileStream held;

    private DataFolder(string path, FileStream held)
    {
        Path = path;
        this.held = held;
    }

    /// <summary>The folder's full path.</summary>
    public string Path { get; }

    /// <summary>The SQLite database in it.</summary>
    public string DatabasePath => File("fairlead.db");

    /// <summary>Opens the folder, and makes it when it is not there.</summary>
    /// <exception cref="StartupException">Another process has it, or it cannot be written.</exception>
    public static DataFolder Open(string path)
    {
        path = System.IO.Path.GetFullPath(path);
        try
        {
            Create(path);
            var held = new FileStream(System.IO.Path.Combine(path, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return new DataFolder(path, held);
        }
        catch (IOException) when (Directory.Exists(path))
        {
            throw new StartupException($"Another process uses the data folder '{path}'. Stop it, or give this one another folder with --data.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"The data folder '{path}' cannot be used: {exception.Message} Choose one with --data.");
        }
    }

    /// <summary>A file's path in the folder.</summary>
    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Writes a file that only the process's own user may read.</summary>
    public void WritePrivate(string name, string content)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var stream = new FileStream(File(name), options);
        using (var writer = new StreamWriter(stream, leaveOpen: true))
        {
            writer.Write(content);
        }

        stream.Flush(flushToDisk: true);
    }

    public void Dispose() => held.Dispose();

    // A folder that is made here is the process's user's alone: prompts and answers lie in it.
    private static void Create(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
