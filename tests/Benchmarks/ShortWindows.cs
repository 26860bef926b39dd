using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace AlgZoo.Benchmarks;

/// <summary>Many short iterations and their minimum: the speed of a core that nobody else uses.</summary>
internal sealed class ShortWindows : ManualConfig
{
    public ShortWindows()
    {
        Add(DefaultConfig.Instance);
        AddJob(Job.Default
            .WithToolchain(InProcessEmitToolchain.Instance)
            .WithWarmupCount(3)
            .WithIterationCount(60)
            .WithIterationTime(Perfolizer.Horology.TimeInterval.FromMilliseconds(25)));
        AddColumn(StatisticColumn.Min, StatisticColumn.Median);
        HideColumns(Column.Error, Column.StdDev, Column.RatioSD);
    }
}
