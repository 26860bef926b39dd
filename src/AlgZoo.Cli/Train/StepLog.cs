using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AlgZoo.Evaluation;

namespace AlgZoo.Cli;

/// <summary>A log with one JSON object a line, each with the step it was written after. Lines reach the file at once.</summary>
internal sealed class StepLog<T> : IDisposable
    where T : class, IStepLine
{
    private readonly JsonTypeInfo<T> _type;
    private readonly FileStream _file;

    /// <summary>Opens a log.</summary>
    /// <param name="path">The file.</param>
    /// <param name="lastStep">Where the run goes on; later lines are dropped, for they will be written again.</param>
    /// <param name="type">Serialisation of a line.</param>
    public StepLog(string path, long lastStep, JsonTypeInfo<T> type)
    {
        _type = type;
        byte[] kept = File.Exists(path) ? LinesUpTo(File.ReadAllBytes(path), lastStep) : [];
        AtomicFile.Write(path, kept);
        _file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
    }

    public void Append(T line)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(line, _type);
        _file.Write([.. json, (byte)'\n']);
    }

    public void Dispose() => _file.Dispose();

    private byte[] LinesUpTo(byte[] log, long lastStep)
    {
        int length = 0;
        while (log.AsSpan(length).IndexOf((byte)'\n') is >= 0 and var end && StepOf(log.AsSpan(length, end)) <= lastStep)
        {
            length += end + 1;
        }

        return log[..length];
    }

    // Whatever cannot be read was not written to its end.
    private long StepOf(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, _type)?.Step ?? long.MaxValue;
        }
        catch (JsonException)
        {
            return long.MaxValue;
        }
    }
}

/// <summary>A line of a log.</summary>
internal interface IStepLine
{
    long Step { get; }
}

/// <summary>Means over the steps since the line before.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="Seconds">Training time so far.</param>
/// <param name="Loss">Cross-entropy in nats, or squared error.</param>
/// <param name="Accuracy">Share of right answers; null for a scalar output.</param>
/// <param name="Lr">Learning rate.</param>
internal sealed record TrainingLine(long Step, double Seconds, double Loss, double? Accuracy, double Lr) : IStepLine;

/// <summary>A validation.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="Seconds">Training time so far.</param>
/// <param name="Loss">Cross-entropy in nats, or squared error.</param>
/// <param name="Accuracy">Share of right answers; null for a scalar output.</param>
internal sealed record ValidationLine(long Step, double Seconds, double Loss, double? Accuracy) : IStepLine;
