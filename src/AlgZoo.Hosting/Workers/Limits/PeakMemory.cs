using System.Diagnostics;
using System.Globalization;

namespace AlgZoo.Hosting;

/// <summary>The largest resident memory of this process since it was last asked.</summary>
internal static class PeakMemory
{
    private const string StatusFile = "/proc/self/status";
    private const string ResetFile = "/proc/self/clear_refs";
    private const string Field = "VmHWM:";

    // What the kernel takes for "forget the peak".
    private static readonly byte[] ForgetPeak = "5"u8.ToArray();

    /// <summary>Forgets the peak, where the system can.</summary>
    public static void Reset()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        try
        {
            using var file = new FileStream(ResetFile, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            file.Write(ForgetPeak);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The peak is then that of all the process's life.
        }
    }

    /// <summary>The peak in bytes; null if the system does not tell.</summary>
    public static long? Read()
    {
        try
        {
            if (!OperatingSystem.IsLinux())
            {
                using var self = Process.GetCurrentProcess();
                return self.PeakWorkingSet64;
            }

            string? line = File.ReadLines(StatusFile).FirstOrDefault(line => line.StartsWith(Field, StringComparison.Ordinal));
            return line?[Field.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is [var kilobytes, "kB"]
                ? long.Parse(kilobytes, NumberStyles.None, CultureInfo.InvariantCulture) << 10
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            return null;
        }
    }
}
