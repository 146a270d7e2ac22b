using Fairlead.Gateway.Ports;

namespace Fairlead.Server.Platform.Storage;

/// <summary>Temporary files in the data folder, for its user alone. Those that a process left behind when it died go when the next one starts.</summary>
internal sealed class Spool : ISpool
{
    private const string FolderName = "tmp";
    private readonly string folder;

    public Spool(DataFolder data)
    {
        folder = data.File(FolderName);
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    public Stream Create() => new FileStream(
        Path.Combine(folder, Guid.NewGuid().ToString("N")),
        new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            BufferSize = 64 * 1024, // Within what the collector takes for small: a larger one would wait for a full collection.
            Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose,
        });
}
