using AlgZoo.Hosting.Tests;
using AlgZoo.Metering;
using BenchmarkDotNet.Attributes;

namespace AlgZoo.Benchmarks;

/// <summary>The cases of <see cref="MeteringTable"/>, as they were built and rewritten to be metered.</summary>
public class MeteringBenchmarks
{
    private Func<int, object> _original = null!;
    private Func<int, object> _metered = null!;
    private int _size;
    private MeterWindow _window;

    public static IEnumerable<string> Cases => MeteringTable.Cases.Select(entry => entry.Case);

    [ParamsSource(nameof(Cases))]
    public string Case { get; set; } = "";

    [GlobalSetup]
    public void Prepare()
    {
        _original = CasePlugin.Original.Case(Case);
        _metered = CasePlugin.Rewritten.Case(Case);
        _size = MeteringTable.Cases.First(entry => entry.Case == Case).Size;
        _window = MeterWindow.Open(new ComputeMeter(ComputeMeter.Unlimited, CasePlugin.Rewritten.Metered!.Mixes, setUp: null));
    }

    [GlobalCleanup]
    public void Close() => _window.Dispose();

    [Benchmark(Baseline = true)]
    public object Original() => _original(_size);

    [Benchmark]
    public object Metered() => _metered(_size);
}
