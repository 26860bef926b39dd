using AlgZoo.Evaluation;

namespace AlgZoo.Hosting;

/// <summary>Results as frames.</summary>
internal static class ResultFormat
{
    public static Frame ToFrame(this CellResult result, long id) => Frame.Of(FrameKind.Executed, id, writer =>
    {
        writer.WriteEnum(result.Outcome);
        writer.Write(result.Estimate is not null);
        if (result.Estimate is { } estimate)
        {
            writer.Write(estimate.Value);
            writer.WriteNumber(estimate.StandardError);
            writer.WriteNumber(estimate.Bounds?.Lower);
            writer.WriteNumber(estimate.Bounds?.Upper);
            WriteLines(writer, estimate.Notes);
        }

        WriteCompute(writer, result.Compute);
        writer.Write(result.Seconds);
        writer.WriteText(result.Message);
        WriteLines(writer, result.Details);
        writer.WriteList(result.Explanation, check =>
        {
            writer.WriteText(check.Step);
            writer.WriteText(check.Description);
            writer.Write(check.Bits);
        });
        writer.Write(result.PeakMemoryBytes ?? -1);
        writer.Write(result.EndedWorker);
        writer.Write(result.Supports is not null);
        if (result.Supports is { } supports)
        {
            writer.Write(supports.Answer);
            writer.Write(supports.Seconds);
            writer.WriteCounts(supports.Compute);
        }
    });

    /// <summary>Reads the result of a cell.</summary>
    /// <exception cref="InvalidDataException">The frame is none of these, or holds an estimate that no estimator may give.</exception>
    public static CellResult CellResult(Frame frame, Quantity quantity)
    {
        var result = frame.Decode(reader => new CellResult(
            reader.ReadEnum<Outcome>(), reader.ReadBoolean() ? ReadEstimate(reader) : null, ReadCompute(reader), reader.ReadDouble(), reader.ReadText(), ReadLines(reader),
            reader.ReadList(() => new ExplanationCheck(reader.ReadText() ?? "", reader.ReadText() ?? "", reader.ReadDouble())))
        {
            PeakMemoryBytes = reader.ReadInt64() is var bytes and >= 0 ? bytes : null,
            EndedWorker = reader.ReadBoolean(),
            Supports = reader.ReadBoolean() ? new SupportsReport(reader.ReadBoolean(), reader.ReadDouble(), reader.ReadCounts()) : null,
        });
        if (result.Outcome == Outcome.Completed != result.Estimate is not null)
        {
            throw new InvalidDataException($"the outcome {result.Outcome} with{(result.Estimate is null ? "out" : "")} an estimate");
        }

        return result.Estimate is not null && EstimateCheck.Defect(result.Estimate, quantity) is { } defect ? throw new InvalidDataException(defect) : result;
    }

    public static Frame ToFrame(this AdviceResult result, long id) => Frame.Of(FrameKind.Prepared, id, writer =>
    {
        writer.WriteEnum(result.Outcome);
        writer.WriteBytes(result.Advice);
        WriteCompute(writer, result.Compute);
        writer.Write(result.Seconds);
        writer.WriteText(result.Message);
    });

    /// <summary>Reads the result of preparing advice.</summary>
    /// <exception cref="InvalidDataException">The frame is none of these.</exception>
    public static AdviceResult AdviceResult(Frame frame)
    {
        var result = frame.Decode(reader => new AdviceResult(reader.ReadEnum<Outcome>(), reader.ReadBytes(), ReadCompute(reader), reader.ReadDouble(), reader.ReadText()));
        return result.Outcome == Outcome.Completed == result.Advice is not null ? result : throw new InvalidDataException($"the outcome {result.Outcome} with{(result.Advice is null ? "out" : "")} advice");
    }

    private static Estimate ReadEstimate(BinaryReader reader) => new(reader.ReadDouble())
    {
        StandardError = reader.ReadNumber(),
        Bounds = (reader.ReadNumber(), reader.ReadNumber()) is ({ } lower, { } upper) ? new CertifiedBounds(lower, upper) : null,
        Notes = ReadLines(reader),
    };

    private static void WriteCompute(BinaryWriter writer, ComputeReport report)
    {
        writer.Write(report.Flops);
        writer.Write(report.DeclaredFlops);
        writer.WriteCounts(report.Operations);
        writer.WriteEnum(report.Grade);
        writer.WriteList(report.Unmetered, site =>
        {
            writer.WriteText(site.Callee);
            writer.WriteEnum(site.Kind);
            writer.WriteText(site.Caller);
            writer.WriteText(site.Source);
            writer.Write(site.Hits);
        });
        writer.Write(report.SetUpFlops);
    }

    private static ComputeReport ReadCompute(BinaryReader reader) => new(
        reader.ReadInt64(), reader.ReadInt64(), reader.ReadCounts(), reader.ReadEnum<MeteringGrade>(),
        reader.ReadList(() => new UnmeteredSite(reader.ReadText() ?? "", reader.ReadEnum<UnmeteredKind>(), reader.ReadText() ?? "", reader.ReadText(), reader.ReadInt64())), reader.ReadInt64());

    private static void WriteLines(BinaryWriter writer, IReadOnlyList<string> lines) => writer.WriteList(lines, writer.WriteText);

    private static List<string> ReadLines(BinaryReader reader) => reader.ReadList(() => reader.ReadText() ?? "");
}
