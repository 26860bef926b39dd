using System.Globalization;

namespace AlgZoo.Evaluation;

/// <summary>
/// Keeps a second host out of a run directory: <c>run.lock</c> is open exclusively for as long as a host writes there, and <c>run.owner</c> says who that is. The system lets go of the lock when the process ends, however
/// that comes. It reaches as far as the locks of the file system: over NFS, to all hosts since version 4.
/// </summary>
internal sealed class RunLock : IDisposable
{
    private const string LockFile = "run.lock";

    // Nobody can read a file that is open exclusively: the owner's name needs a file of its own.
    private const string OwnerFile = "run.owner";

    private readonly FileStream _file;
    private readonly string _owner;

    private RunLock(FileStream file, string owner)
    {
        _file = file;
        _owner = owner;
    }

    /// <summary>Whether a file of a run directory belongs to its lock and not to its run.</summary>
    public static bool IsPartOf(string path) => Path.GetFileName(path) is LockFile or OwnerFile;

    /// <summary>Takes the lock.</summary>
    /// <param name="folder">The run directory.</param>
    /// <exception cref="RunDirectoryException">Another host has it.</exception>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static RunLock Take(string folder)
    {
        string path = Path.Combine(folder, LockFile);
        string owner = Path.Combine(folder, OwnerFile);
        var file = Open(folder, path, owner);
        try
        {
            File.WriteAllText(owner, string.Create(CultureInfo.InvariantCulture, $"process {Environment.ProcessId} on {Environment.MachineName}, since {TimeProvider.System.GetUtcNow():yyyy-MM-dd HH:mm:ss} UTC\n"));
            return new RunLock(file, owner);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Lets go.</summary>
    public void Dispose()
    {
        try
        {
            File.Delete(_owner);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The next host writes it anew.
        }

        _file.Dispose();
    }

    private static FileStream Open(string folder, string path, string owner)
    {
        while (true)
        {
            FileStream file;
            try
            {
                file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
            }
            catch (IOException exception) when (IsSharingViolation(exception))
            {
                throw new RunDirectoryException($"'{folder}' is being written by {OwnerIn(owner)}; wait for its end or stop it, or choose another folder with --out.", exception);
            }

            // A host that ended between the two removed the file that this one has opened.
            if (File.Exists(path))
            {
                return file;
            }

            file.Dispose();
        }
    }

    private static string OwnerIn(string path)
    {
        try
        {
            return File.ReadAllText(path).Trim() is { Length: > 0 } owner ? owner : "another process";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "another process";
        }
    }

    // ERROR_SHARING_VIOLATION, and EWOULDBLOCK of Linux and of macOS.
    private static bool IsSharingViolation(IOException exception) => exception.HResult is unchecked((int)0x80070020) or 11 or 35;
}
