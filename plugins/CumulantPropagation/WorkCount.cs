namespace AlgZoo.Plugins;

/// <summary>
/// FLOPs of what was done so far, by the price table <c>default-1</c>. The meter of the problem would know, but tells it late; the estimator stops before a cell that might not fit any more.
/// </summary>
internal sealed class WorkCount
{
    /// <summary>Phi, a quantile, an exponential or a power.</summary>
    public const int Transcendental = 16;

    /// <summary>phi: an exponential and three products.</summary>
    public const int Density = Transcendental + 3;

    /// <summary>FLOPs so far.</summary>
    public long Flops { get; private set; }

    /// <summary>Adds what was just done.</summary>
    public void Add(long flops) => Flops += flops;
}
