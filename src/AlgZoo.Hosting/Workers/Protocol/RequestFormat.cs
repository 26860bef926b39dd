using System.Runtime.InteropServices;
using AlgZoo.Evaluation;

namespace AlgZoo.Hosting;

/// <summary>Requests as frames. Weights keep every bit.</summary>
internal static class RequestFormat
{
    /// <summary>A cell for a worker.</summary>
    /// <param name="request">The cell; its estimator belongs to the plugin of the worker.</param>
    /// <param name="id">The request's id.</param>
    /// <param name="processorTime">Processor time that the worker may use for it; null for no limit.</param>
    public static Frame ToFrame(this CellRequest request, long id, TimeSpan? processorTime) => Frame.Of(FrameKind.Execute, id, writer =>
    {
        WriteTime(writer, processorTime);
        WriteEstimator(writer, request.Estimator);
        WriteModel(writer, request.Model);
        writer.Write(request.Task.Name);
        writer.WriteEnum(request.Quantity);
        writer.Write(request.Budget);
        WriteAddress(writer, request.Random);
        writer.WriteBytes(request.Advice?.ToArray());
        WriteTime(writer, request.TimeLimit);
        WriteSurroundings(writer, request.Surroundings);
    });

    /// <summary>Reads a cell.</summary>
    /// <exception cref="InvalidDataException">The frame is none of these.</exception>
    public static (CellRequest Request, TimeSpan? ProcessorTime) CellRequest(Frame frame, IReadOnlyList<PluginEstimator> estimators) => frame.Decode(reader =>
    {
        var processorTime = ReadTime(reader);
        return (new CellRequest(
            ReadEstimator(reader, estimators), ReadModel(reader), ReadTask(reader), reader.ReadEnum<Quantity>(), reader.ReadInt64(), ReadAddress(reader),
            reader.ReadBytes() is { } advice ? (ReadOnlyMemory<byte>?)advice : null, ReadTime(reader)) { Surroundings = ReadSurroundings(reader) }, processorTime);
    });

    /// <summary>A job of preparing advice for a worker.</summary>
    /// <param name="job">The job; its estimator belongs to the plugin of the worker.</param>
    /// <param name="id">The request's id.</param>
    /// <param name="processorTime">Processor time that the worker may use for it; null for no limit.</param>
    public static Frame ToFrame(this AdviceJob job, long id, TimeSpan? processorTime) => Frame.Of(FrameKind.Prepare, id, writer =>
    {
        WriteTime(writer, processorTime);
        WriteEstimator(writer, job.Estimator);
        WriteModel(writer, job.BaseModel);
        writer.Write(job.Task.Name);
        writer.WriteEnum(job.Quantity);
        writer.WriteEnum(job.Noise.Kind);
        writer.Write(job.Noise.Sigma);
        WriteAddress(writer, job.Random);
        WriteTime(writer, job.TimeLimit);
    });

    /// <summary>Reads a job of preparing advice.</summary>
    /// <exception cref="InvalidDataException">The frame is none of these.</exception>
    public static (AdviceJob Job, TimeSpan? ProcessorTime) AdviceJob(Frame frame, IReadOnlyList<PluginEstimator> estimators) => frame.Decode(reader =>
    {
        var processorTime = ReadTime(reader);
        return (new AdviceJob(
            ReadEstimator(reader, estimators), ReadModel(reader), ReadTask(reader), reader.ReadEnum<Quantity>(), new WeightNoise(reader.ReadEnum<WeightNoiseKind>(), reader.ReadDouble()), ReadAddress(reader),
            ReadTime(reader)), processorTime);
    });

    private static void WriteEstimator(BinaryWriter writer, EstimatorInfo estimator)
    {
        writer.Write(estimator.DeclaredId);
        writer.Write(estimator.Options);
    }

    private static EstimatorInfo ReadEstimator(BinaryReader reader, IReadOnlyList<PluginEstimator> estimators)
    {
        string declaredId = reader.ReadString();
        var options = new EstimatorOptions(reader.ReadString());
        return estimators.FirstOrDefault(estimator => string.Equals(estimator.Info.Id, declaredId, StringComparison.Ordinal))?.Info.With(options)
            ?? throw new InvalidDataException($"the plugin has no estimator '{declaredId}'");
    }

    private static void WriteModel(BinaryWriter writer, Model model)
    {
        writer.Write(model.Architecture);
        writer.Write(model.SequenceLength);
        writer.WriteList(model.Tensors, tensor =>
        {
            writer.Write(tensor.Name);
            writer.WriteList(tensor.Shape.ToArray(), writer.Write);
            writer.WriteBytes(MemoryMarshal.AsBytes(tensor.Values).ToArray());
        });
    }

    private static Model ReadModel(BinaryReader reader) => Model.Restore(
        reader.ReadString(), reader.ReadInt32(), reader.ReadList(() => new WeightTensor(reader.ReadString(), [.. reader.ReadList(reader.ReadInt32)], MemoryMarshal.Cast<byte, float>(reader.ReadBytes()))));

    private static SequenceTask ReadTask(BinaryReader reader)
    {
        string name = reader.ReadString();
        return SequenceTask.TryParse(name, out var task) ? task : throw new InvalidDataException($"there is no task '{name}'");
    }

    private static void WriteAddress(BinaryWriter writer, RandomAddress address)
    {
        var (first, second) = address.Words;
        writer.Write(first);
        writer.Write(second);
    }

    private static RandomAddress ReadAddress(BinaryReader reader) => new(reader.ReadUInt64(), reader.ReadUInt64());

    private static void WriteSurroundings(BinaryWriter writer, CellSurroundings? surroundings)
    {
        writer.Write(surroundings is not null);
        if (surroundings is not null)
        {
            writer.Write(surroundings.HasForeignCulture);
            writer.WriteText(surroundings.WorkingDirectory);
            writer.Write(surroundings.ClockShift.Ticks);
        }
    }

    private static CellSurroundings? ReadSurroundings(BinaryReader reader) =>
        reader.ReadBoolean() ? new CellSurroundings(reader.ReadBoolean(), reader.ReadText(), TimeSpan.FromTicks(reader.ReadInt64())) : null;

    private static void WriteTime(BinaryWriter writer, TimeSpan? time)
    {
        writer.Write(time is not null);
        writer.Write(time?.Ticks ?? 0);
    }

    private static TimeSpan? ReadTime(BinaryReader reader)
    {
        bool isLimited = reader.ReadBoolean();
        long ticks = reader.ReadInt64();
        return isLimited ? TimeSpan.FromTicks(ticks) : null;
    }
}
