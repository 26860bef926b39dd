using System.Globalization;

namespace AlgZoo.Zoo;

/// <summary>The original AlgZoo as data: its families, sizes and file names, and the best of five training seeds of each size.</summary>
internal static class ZooCatalogue
{
    /// <summary>Name of the M16,10 of the article, <c>example_2nd_argmax()</c>.</summary>
    public const string ExampleName = "example_2nd_argmax";

    /// <summary>File of the M16,10 of the article.</summary>
    public const string ExampleFile = "one_layer_16_hidden_94_acc_2nd_argmax.pth";

    /// <summary>The size of the M16,10 of the article.</summary>
    public const string ExampleSize = "2nd_argmax_16_10";

    /// <summary>Published accuracy of the M16,10 of the article.</summary>
    public const double ExampleScore = 0.953;

    private const int Seeds = 5;

    /// <summary>The four families with the best seed of each size, rows by hidden size and columns by sequence length.</summary>
    public static IReadOnlyList<ZooFamily> Families { get; } =
    [
        new(SequenceTask.SecondArgmax, [2, 3, 4, 5, 6, 8, 16, 32], [2, 3, 4, 5, 6, 8, 10],
        [
            [2, 0, 2, 3, 2, 1, 4], [3, 1, 4, 0, 0, 1, 1], [3, 0, 1, 2, 0, 1, 2], [3, 1, 4, 3, 4, 4, 4],
            [2, 3, 0, 1, 1, 0, 2], [3, 1, 1, 3, 4, 0, 4], [3, 1, 3, 2, 3, 1, 2], [3, 4, 2, 3, 1, 4, 0],
        ],
        [
            [1.000, .410, .328, .306, .269, .214, .202],
            [1.000, .908, .433, .375, .341, .285, .239],
            [1.000, .985, .602, .428, .394, .346, .318],
            [1.000, .999, .746, .542, .450, .384, .347],
            [1.000, .999, .865, .703, .484, .405, .375],
            [1.000, .999, .987, .882, .789, .466, .427],
            [1.000, 1.000, .998, .992, .985, .976, .948],
            [1.000, 1.000, .999, .997, .994, .993, .994],
        ]),
        new(SequenceTask.Argmedian, [2, 4, 8, 16, 32], [3, 5, 7, 11], [[0, 0, 0, 3], [0, 2, 1, 1], [1, 2, 0, 4], [1, 0, 4, 4], [4, 3, 3, 4]],
        [[.410, .264, .164, .106], [.985, .394, .275, .191], [.999, .699, .493, .336], [1.000, .983, .714, .460], [1.000, .996, .978, .748]]),
        new(SequenceTask.Median, [2, 4, 8, 16, 32], [2, 3, 5, 10], [[2, 0, 0, 0], [4, 0, 4, 1], [3, 3, 1, 3], [1, 1, 0, 2], [1, 1, 1, 0]],
        [[.000, .326, .285, .189], [.000, .132, .207, .127], [.000, .000, .039, .083], [.000, .000, .000, .041], [.000, .000, .000, .000]]),
        new(SequenceTask.LongestCycle, [2, 3, 4, 6, 8], [3, 4, 5, 6], [[0, 2, 3, 2], [0, 4, 1, 0], [2, 1, 0, 0], [0, 0, 2, 3], [0, 3, 3, 3]],
        [[1.000, .723, .631, .523], [1.000, .902, .651, .631], [1.000, 1.000, .810, .722], [1.000, 1.000, .947, .841], [1.000, 1.000, .997, .854]]),
    ];

    /// <summary>Training sequences after which checkpoints were saved.</summary>
    public static IReadOnlyList<long> Checkpoints { get; } = [0, .. Enumerable.Range(20, 11).Select(exponent => 1L << exponent)];

    /// <summary>Number of files in the zoo, the example not counted.</summary>
    public static int FileCount => Families.Sum(family => family.HiddenSizes.Length * family.SequenceLengths.Length) * Seeds * Checkpoints.Count;

    /// <summary>Name of every size: task, hidden size and sequence length.</summary>
    public static IEnumerable<string> SizeNames() =>
        from family in Families
        from d in family.HiddenSizes
        from n in family.SequenceLengths
        select string.Create(CultureInfo.InvariantCulture, $"{family.Task.Name}_{d}_{n}");

    /// <summary>The file that a name stands for: a size (its best seed after all training) or a given checkpoint and seed.</summary>
    /// <param name="name">What follows <c>zoo:</c>.</param>
    /// <exception cref="ModelReferenceException">There is no such model in the zoo.</exception>
    public static string FileOf(string name)
    {
        if (string.Equals(name, ExampleName, StringComparison.Ordinal))
        {
            return ExampleFile;
        }

        if (!ModelName.TryParse(name, out var parsed))
        {
            throw new ModelReferenceException($"'zoo:{name}' names no model; a name is {ExampleName}, TASK_D_N or TASK_D_N_SEQUENCES_SEED, for example zoo:2nd_argmax_16_10{NearestName.DidYouMean(name, SizeNames().Append(ExampleName))}.");
        }

        var family = Families.FirstOrDefault(family => family.Task == parsed.Task)
            ?? throw new ModelReferenceException($"The zoo has no models for the task {parsed.Task.Name}; it has {string.Join(", ", Families.Select(family => family.Task.Name))}.");
        int row = Array.IndexOf(family.HiddenSizes, parsed.HiddenSize);
        int column = Array.IndexOf(family.SequenceLengths, parsed.SequenceLength);
        if (row < 0 || column < 0)
        {
            throw new ModelReferenceException(
                $"The zoo has no '{name}'; for {parsed.Task.Name} it has hidden sizes {string.Join(", ", family.HiddenSizes)} and lengths {string.Join(", ", family.SequenceLengths)}{NearestName.DidYouMean(name, SizeNames())}.");
        }

        long sequences = parsed.Sequences ?? Checkpoints[^1];
        int seed = parsed.Seed ?? family.BestSeeds[row][column];
        if (!Checkpoints.Contains(sequences) || seed >= Seeds)
        {
            throw new ModelReferenceException($"The zoo has no '{name}'; it has checkpoints after 0 and 2^20 to 2^30 sequences and the seeds 0 to {Seeds - 1}.");
        }

        return string.Create(CultureInfo.InvariantCulture, $"{parsed.Task.Name}_{parsed.HiddenSize}_{parsed.SequenceLength}_{sequences}_{seed}.pth");
    }
}

/// <summary>One family of the zoo.</summary>
/// <param name="Task">Its task.</param>
/// <param name="HiddenSizes">Its hidden sizes.</param>
/// <param name="SequenceLengths">Its sequence lengths.</param>
/// <param name="BestSeeds">The best of five seeds, by hidden size and sequence length.</param>
/// <param name="Published">What is published of the best seed to three decimals, by hidden size and sequence length: accuracy, for the median the root mean squared error.</param>
internal sealed record ZooFamily(SequenceTask Task, int[] HiddenSizes, int[] SequenceLengths, int[][] BestSeeds, double[][] Published)
{
    /// <summary>Published accuracy or mean squared error of the size in a row and a column.</summary>
    public double PublishedScore(int row, int column) => Task is RegressionTask ? Published[row][column] * Published[row][column] : Published[row][column];
}
