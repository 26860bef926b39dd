namespace AlgZoo.Cli;

/// <summary>Keeps a second process from training the same model in the same folder. The system lets go when the process ends, however that comes.</summary>
internal static class SeedLock
{
    // ERROR_SHARING_VIOLATION, and EWOULDBLOCK of Linux and of macOS.
    private const int WindowsViolation = unchecked((int)0x80070020);
    private const int LinuxViolation = 11;
    private const int MacViolation = 35;

    /// <summary>Takes the lock; dispose of it to let go.</summary>
    /// <exception cref="UserErrorException">Another process has it.</exception>
    public static IDisposable Take(string path)
    {
        while (true)
        {
            FileStream file;
            try
            {
                file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
            }
            catch (IOException exception) when (exception.HResult is WindowsViolation or LinuxViolation or MacViolation)
            {
                throw new UserErrorException($"{Path.GetFileNameWithoutExtension(path)} is being trained there by another process; wait for its end or name another folder with --out.");
            }

            // A process that ended between the two removed the file that this one has opened.
            if (File.Exists(path))
            {
                return file;
            }

            file.Dispose();
        }
    }
}
