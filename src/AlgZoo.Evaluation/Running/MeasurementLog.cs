namespace AlgZoo.Evaluation;

/// <summary>
/// A file that lines are appended to. A line has left the process when <see cref="Append"/> returns, and survives the end of the process however it comes; it is on the disk, and survives a power cut, within
/// <see cref="FlushInterval"/> and one write to the disk later. Whole lines only: after a write that failed midway the file is cut back to its last whole line and takes no more. Safe for concurrent use.
/// </summary>
internal sealed class MeasurementLog : IDisposable
{
    // Waiting for the disk costs 0.1 ms on a good SSD and 10 ms on a disk or a network file system, for each cell; nobody loses much by a fifth of a second.
    private static readonly TimeSpan FlushInterval = TimeSpan.FromMilliseconds(200);

    private readonly Lock _lock = new();
    private readonly Lock _flushLock = new();
    private readonly string _path;
    private readonly Stream _stream;
    private readonly Timer _timer;
    private IOException? _failure;
    private bool _isUnflushed;

    /// <summary>Takes a stream that stands at its end.</summary>
    /// <param name="path">What to call it in messages.</param>
    /// <param name="stream">The stream, without a buffer of its own: each line is one write.</param>
    public MeasurementLog(string path, Stream stream)
    {
        _path = path;
        _stream = stream;
        _timer = new Timer(_ => TryFlush(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Appends a line.</summary>
    /// <param name="line">UTF-8 with the line feed.</param>
    /// <exception cref="IOException">The line, or one before it, could not be written; the file ends with the last whole line.</exception>
    public void Append(ReadOnlySpan<byte> line)
    {
        lock (_lock)
        {
            ThrowIfFailed();
            long end = _stream.Position;
            try
            {
                _stream.Write(line);
            }
            catch (IOException exception)
            {
                CutBackTo(end);
                throw Fail(exception);
            }

            if (!_isUnflushed)
            {
                _isUnflushed = true;
                _timer.Change(FlushInterval, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>Waits until all lines are on the disk.</summary>
    /// <exception cref="IOException">They cannot be written.</exception>
    public void Flush()
    {
        TryFlush();
        lock (_lock)
        {
            ThrowIfFailed();
        }
    }

    /// <summary>Flushes and closes the file.</summary>
    public void Dispose()
    {
        using (var isIdle = new ManualResetEvent(initialState: false))
        {
            if (_timer.Dispose(isIdle))
            {
                isIdle.WaitOne();
            }
        }

        TryFlush();
        _stream.Dispose();
    }

    // Beside the appending: a cell never waits for the disk.
    private void TryFlush()
    {
        lock (_flushLock)
        {
            lock (_lock)
            {
                if (!_isUnflushed)
                {
                    return;
                }

                _isUnflushed = false;
            }

            try
            {
                (_stream as FileStream)?.Flush(flushToDisk: true);
            }
            catch (IOException exception)
            {
                lock (_lock)
                {
                    Fail(exception);
                }
            }
        }
    }

    private void CutBackTo(long end)
    {
        try
        {
            _stream.SetLength(end);
        }
        catch (IOException)
        {
            // The torn line stays; whoever goes on drops it.
        }
    }

    private IOException Fail(IOException exception) => _failure ??= new IOException(
        $"{_path} cannot be written: {exception.Message.TrimEnd('.')}. What was measured is kept; free space, then continue with `algzoo run --resume {Path.GetDirectoryName(_path)}`.", exception);

    private void ThrowIfFailed()
    {
        if (_failure is { } failure)
        {
            throw new IOException(failure.Message, failure.InnerException);
        }
    }
}
