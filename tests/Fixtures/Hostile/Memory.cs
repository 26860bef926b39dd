using System.Runtime.InteropServices;

namespace AlgZoo.Fixtures;

// All stop by themselves where nothing else stops them: a missing limit must not take the machine down.
[Estimator("hostile-managed-memory")]
public sealed class ManagedMemory : Hostile
{
    public override Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        var kept = new List<byte[]>();
        while (kept.Count * (long)Blocks.Bytes < Blocks.MaximumBytes)
        {
            byte[] block = new byte[Blocks.Bytes];
            block.AsSpan().Fill(1);
            kept.Add(block);
        }

        GC.KeepAlive(kept);
        return new(0.5);
    }
}

[Estimator("hostile-native-memory")]
public sealed unsafe class NativeMemoryHog : Hostile
{
    public override Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        for (long bytes = 0; bytes < Blocks.MaximumBytes; bytes += Blocks.Bytes)
        {
            new Span<byte>(NativeMemory.Alloc(Blocks.Bytes), Blocks.Bytes).Fill(1);
        }

        return new(0.5);
    }
}

[Estimator("hostile-threads")]
public sealed class StartsThreads : Hostile
{
    private const int MaximumThreads = 4000;

    public override Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        for (int i = 0; i < MaximumThreads; i++)
        {
            new Thread(() => Thread.Sleep(Timeout.Infinite)).Start();
        }

        return new(0.5);
    }
}

internal static class Blocks
{
    public const int Bytes = 1 << 20;

    public const long MaximumBytes = 6L << 30;
}
