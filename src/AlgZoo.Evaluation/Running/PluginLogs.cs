using System.Text;

namespace AlgZoo.Evaluation;

/// <summary>The logs of a run's plugins, <c>logs/PLUGIN.log</c>: what each wrote and logged, under a line that names the cell. Safe for concurrent use; a log that cannot be written is left alone, as no run depends on it.</summary>
/// <param name="folder">The run directory.</param>
internal sealed class PluginLogs(string folder) : IDisposable
{
    private const string Folder = "logs";

    private readonly Lock _lock = new();
    private readonly Dictionary<string, StreamWriter?> _writers = new(StringComparer.Ordinal);
    private bool _isClosed;

    /// <summary>The file of a plugin's log.</summary>
    public static string PathOf(string runDirectory, string plugin) => Path.Combine(runDirectory, Folder, plugin + ".log");

    /// <summary>The log of a plugin during one cell or one preparation of advice.</summary>
    /// <param name="plugin">Name of the plugin.</param>
    /// <param name="occasion">What it is doing.</param>
    /// <returns>Takes a line.</returns>
    public Action<string> During(string plugin, string occasion)
    {
        bool isNamed = false;
        return line =>
        {
            lock (_lock)
            {
                if (_isClosed)
                {
                    return;
                }

                Write(plugin, isNamed ? line : $"== {occasion}\n{line}");
                isNamed = true;
            }
        };
    }

    /// <summary>Closes the logs; what comes later, from workers that say goodbye, is not kept.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var writer in _writers.Values)
            {
                writer?.Dispose();
            }

            _writers.Clear();
            _isClosed = true;
        }
    }

    private void Write(string plugin, string text)
    {
        try
        {
            if (!_writers.TryGetValue(plugin, out var writer))
            {
                _writers[plugin] = writer = Open(plugin);
            }

            writer?.Write(text + "\n");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _writers[plugin] = null;
        }
    }

    private StreamWriter Open(string plugin)
    {
        string path = PathOf(folder, plugin);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var stream = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        return new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true };
    }
}
