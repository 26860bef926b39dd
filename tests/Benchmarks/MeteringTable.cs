using System.Diagnostics;
using System.Globalization;
using AlgZoo.Hosting;
using AlgZoo.Hosting.Tests;
using AlgZoo.Metering;

namespace AlgZoo.Benchmarks;

/// <summary>
/// What metering costs, in about a minute: each case as it was built and rewritten, in turns, so that whatever else the machine does hits both alike. The minimum of many rounds is compared.
/// </summary>
internal static class MeteringTable
{
    private const int Rounds = 25;
    private const double MillisecondsPerRound = 12;

    /// <summary>Case and n.</summary>
    public static readonly (string Case, int Size)[] Cases =
    [
        ("Products.ScalarDouble", 512), ("Products.ScalarSingle", 512), ("Products.Vector512Fused", 512), ("Products.Avx512FourSums", 512), ("Products.VectorOfSingle", 512),
        ("Threads.ParallelFor", 512), ("MathNetLibrary.Product", 512), ("MathNetLibrary.Lu", 512), ("MathNetLibrary.MatrixTimesVector", 512),
        ("Generics.DotOfDouble", 100_000), ("Structs.Operators", 100_000), ("Functions.Virtual", 100_000), ("Functions.Lambda", 100_000), ("Functions.Iterator", 100_000),
        ("Functions.Recursion", 2_000), ("Functions.RecursionTree", 0), ("Branches.ReluByCompare", 100_000), ("Branches.ReluByMax", 100_000), ("Branches.Switch", 100_000),
        ("Loops.TinyInnerLoop", 100_000), ("Memory.Lists", 100_000), ("Memory.TwoDimensionalArrays", 256), ("Exceptions.TryFinally", 100_000), ("Integers.Int32", 100_000),
        ("Libraries.JsonOfIntegers", 1_000),
    ];

    /// <summary>Prints the table.</summary>
    /// <param name="filter">Part of the names of the cases to be measured; null for all.</param>
    public static void Print(string? filter)
    {
        var culture = CultureInfo.InvariantCulture;
        Console.WriteLine(string.Create(culture, $"{"case",-34}{"n",8}{"original us",14}{"metered us",14}{"overhead",10}"));
        foreach (var (name, size) in Cases.Where(entry => filter is null || entry.Case.Contains(filter, StringComparison.OrdinalIgnoreCase)))
        {
            var (original, metered) = Measure(name, size);
            Console.WriteLine(string.Create(culture, $"{name,-34}{size,8}{original,14:F2}{metered,14:F2}{(metered / original) - 1,10:P1}"));
        }

        if (filter is null)
        {
            var (rewritten, remembered) = Starts();
            Console.WriteLine(string.Create(culture, $"start of a plugin with Math.NET and Newtonsoft.Json: rewritten in {rewritten:F0} ms, remembered in {remembered:F1} ms"));
        }
    }

    // Milliseconds until the assemblies can be loaded, the first time and after that.
    private static (double Rewritten, double Remembered) Starts()
    {
        string folder = Directory.CreateTempSubdirectory("algzoo-metering-").FullName;
        try
        {
            var cache = new MeteredCache(folder, TimeProvider.System);
            double[] times = [.. Enumerable.Range(0, 6).Select(_ =>
            {
                long start = Stopwatch.GetTimestamp();
                cache.Get(PluginAssemblies.Collect(CasePlugin.Read("MeteringCases")));
                return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            })];
            return (times[0], times[1..].Min());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // Both in microseconds per call.
    private static (double Original, double Metered) Measure(string name, int size)
    {
        Func<int, object>[] versions = [CasePlugin.Original.Case(name), CasePlugin.Rewritten.Case(name)];
        double[] least = [double.MaxValue, double.MaxValue];
        int calls = Math.Max(1, (int)(MillisecondsPerRound * 1000 / Math.Max(Time(versions[0], size, 1), Time(versions[0], size, 1))));
        for (int round = -2; round < Rounds; round++)
        {
            for (int version = 0; version < versions.Length; version++)
            {
                double time = Time(versions[version], size, round < 0 ? 1 : calls);
                least[version] = round < 0 ? least[version] : Math.Min(least[version], time);
            }
        }

        return (least[0], least[1]);
    }

    private static double Time(Func<int, object> run, int size, int calls)
    {
        using var window = MeterWindow.Open(new ComputeMeter(ComputeMeter.Unlimited, CasePlugin.Rewritten.Metered!.Mixes, setUp: null));
        long start = Stopwatch.GetTimestamp();
        for (int call = 0; call < calls; call++)
        {
            run(size);
        }

        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / calls;
    }
}
