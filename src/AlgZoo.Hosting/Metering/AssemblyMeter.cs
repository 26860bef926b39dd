using System.Runtime.ExceptionServices;

namespace AlgZoo.Hosting;

/// <summary>
/// Rewrites a plugin and its private dependencies so that they count every floating-point operation they execute, by class, and stop when the budget is spent. docs/compute-accounting.md says what is
/// counted, and what cannot be.
/// </summary>
internal static class AssemblyMeter
{
    // Calls nest as deep as the plugin's do.
    private const int StackBytes = 64 << 20;

    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(3);

    /// <summary>Rewrites assemblies together.</summary>
    /// <param name="inputs">The plugin's own assembly first.</param>
    /// <returns>The rewritten assemblies. The same inputs give the same bytes.</returns>
    /// <exception cref="MeteringException">The plugin's own assembly cannot be rewritten.</exception>
    public static MeteredAssemblies Rewrite(IReadOnlyList<AssemblyInput> inputs)
    {
        MeteredAssemblies? metered = null;
        Exception? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    metered = RewriteWhatCanBe(inputs);
                }
                catch (Exception exception)
                {
                    failure = exception;
                }
            },
            StackBytes)
        {
            IsBackground = true,
            Name = "rewriter",
        };
        thread.Start();
        if (!thread.Join(TimeLimit))
        {
            // Metadata that is damaged can lead a reader in circles.
            throw new MeteringException(inputs[0], new TimeoutException(FormattableString.Invariant($"it took longer than {TimeLimit.TotalMinutes} minutes")));
        }

        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        return metered!;
    }

    private static MeteredAssemblies RewriteWhatCanBe(IReadOnlyList<AssemblyInput> inputs)
    {
        var unmetered = new List<UnmeteredAssembly>();
        var remaining = inputs.ToList();
        while (true)
        {
            try
            {
                return Rewrite(remaining, unmetered);
            }
            catch (MeteringException exception) when (exception.Input != inputs[0])
            {
                // A dependency with IL that is not understood stays as it is, and calls into it are unmetered.
                remaining.Remove(exception.Input);
                unmetered.Add(new UnmeteredAssembly(exception.Input.Name, OneLine.Of(exception.InnerException!.Message)));
            }
        }
    }

    private static MeteredAssemblies Rewrite(List<AssemblyInput> inputs, List<UnmeteredAssembly> unmetered)
    {
        using var set = new AssemblySet(inputs, unmetered.Select(each => each.Name));
        var mixes = new MixTable();
        var analyzer = new MethodAnalyzer(set, mixes);
        List<AnalyzedAssembly> analyzed = [.. inputs.Zip(set.Assemblies, (input, assembly) => MeteringException.Guard(input, () => AnalyzedAssembly.Of(input, assembly, analyzer)))];
        var leaves = new LeafMethods(analyzed.SelectMany(each => each.Methods).ToDictionary(method => method.Method), analyzer.AddressTaken);
        int[] rewritten = [.. analyzed.Select(each => MeteringException.Guard(each.Input, () => each.Rewrite(leaves, mixes)))];
        var assemblies = analyzed.Zip(rewritten, (each, count) => MeteringException.Guard(each.Input, () => each.Write(leaves, count)));
        return new MeteredAssemblies([.. assemblies], mixes.Own, mixes.Calls, [.. unmetered]);
    }
}
