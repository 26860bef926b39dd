using System.Diagnostics;
using AlgZoo.Numerics;

namespace AlgZoo.Evaluation;

/// <summary>How fast this processor samples a model of the shape M16,10, and what share that is of the multiply-adds that it could do in the same time.</summary>
/// <param name="OneThread">Sequences a second of one thread: drawn, evaluated and scored.</param>
/// <param name="AllThreads">Sequences a second of one thread for each processor.</param>
/// <param name="Threads">How many those are.</param>
/// <param name="PeakShare">
/// Multiply-adds of the forward passes of one thread, over those of a loop that does nothing else, run within milliseconds of each other: the clock of the processor, and most of what else runs on it, divide out.
/// </param>
public sealed record SamplingSpeed(double OneThread, double AllThreads, int Threads, double PeakShare)
{
    private const int HiddenSize = 16;
    private const int SequenceLength = 10;
    private const long MultiplyAdds = (SequenceLength * HiddenSize) + ((SequenceLength - 1) * HiddenSize * HiddenSize) + (SequenceLength * HiddenSize);

    // Two loops around a window must agree so well, or something else has run meanwhile.
    private const double Agreement = 0.05;

    // Other programs only ever make a window slower: the quantile of the shares that is taken for what the kernel can do.
    private const double Undisturbed = 0.9;

    // A window of about a millisecond: short enough that two in a row see the same clock. Without vectors it takes longer.
    private static readonly long WindowSamples = SimdPaths.Fastest == SimdPath.Scalar ? 1 << 8 : 1 << 15;

    private static readonly TimeSpan WarmUpTime = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan PairsTime = TimeSpan.FromMilliseconds(600);
    private static readonly TimeSpan AllThreadsTime = TimeSpan.FromMilliseconds(300);

    /// <summary>The vectors that the kernels use on this processor: <c>Vector512</c>, <c>Vector256</c>, <c>Vector128</c> or <c>Scalar</c>.</summary>
    public static string Kernel => SimdPaths.Fastest.ToString();

    /// <summary>The <see cref="PeakShare"/> that the kernel reaches where nothing else runs, as measured on x64: what is no multiply-add is vectorised, too. Without hardware for multiply-adds, these are all that counts.</summary>
    public static double UsualPeakShare => SimdPaths.Fastest == SimdPath.Scalar ? 1 : 0.7;

    /// <summary>Measures; takes a little more than a second.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>What was measured.</returns>
    /// <exception cref="OperationCanceledException">The token was signalled.</exception>
    public static SamplingSpeed Measure(CancellationToken cancellationToken = default)
    {
        var model = Model();
        WarmUp(model, cancellationToken);
        var (oneThread, peakShare) = OneThreadOf(model, cancellationToken);
        return new SamplingSpeed(oneThread, AllThreadsOf(model, cancellationToken), Environment.ProcessorCount, peakShare);
    }

    // Until the runtime has compiled everything for good.
    private static void WarmUp(Model model, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < WarmUpTime)
        {
            PeakSeconds();
            Sample(model, WindowSamples, threads: 1, cancellationToken);
        }
    }

    private static (double Rate, double PeakShare) OneThreadOf(Model model, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        double least = double.PositiveInfinity;
        var shares = new List<double>();
        var disturbed = new List<double>();
        double before = PeakSeconds();
        while (clock.Elapsed < PairsTime || disturbed.Count == 0)
        {
            double seconds = Sample(model, WindowSamples, threads: 1, cancellationToken);
            double after = PeakSeconds();
            least = Math.Min(least, seconds);
            disturbed.Add((before + after) / 2 / seconds);
            if (Math.Abs(before - after) <= Agreement * after)
            {
                shares.Add(disturbed[^1]);
            }

            before = after;
        }

        return (WindowSamples / least, Quantile(shares.Count > 0 ? shares : disturbed, Undisturbed));
    }

    private static double AllThreadsOf(Model model, CancellationToken cancellationToken)
    {
        long samples = WindowSamples * Environment.ProcessorCount * 8;
        var clock = Stopwatch.StartNew();
        double least = double.PositiveInfinity;
        while (clock.Elapsed < AllThreadsTime)
        {
            least = Math.Min(least, Sample(model, samples, threads: 0, cancellationToken));
        }

        return samples / least;
    }

    private static double PeakSeconds()
    {
        long start = Stopwatch.GetTimestamp();
        PeakLoop.Run(SimdPaths.Fastest, WindowSamples * MultiplyAdds);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static double Sample(Model model, long samples, int threads, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        ModelSampler.Sample(model, SequenceTask.SecondArgmax, Quantity.Accuracy, samples, RandomAddress.Root(0), threads, progress: null, cancellationToken);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static double Quantile(List<double> values, double quantile)
    {
        values.Sort();
        return values[(int)(quantile * (values.Count - 1))];
    }

    // The time does not depend on the weights.
    private static ReluRnn Model()
    {
        float[] input = new float[HiddenSize];
        float[] recurrent = new float[HiddenSize * HiddenSize];
        float[] output = new float[SequenceLength * HiddenSize];
        var random = new RandomStream(RandomAddress.Root(0).Child("speed"));
        random.FillGaussian(input);
        random.FillGaussian(recurrent);
        random.FillGaussian(output);
        foreach (ref float weight in recurrent.AsSpan())
        {
            weight /= MathF.Sqrt(HiddenSize);
        }

        return ReluRnn.Create(SequenceLength, input, recurrent, output);
    }
}
