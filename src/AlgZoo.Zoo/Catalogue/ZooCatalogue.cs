using System.Globalization;

namespace AlgZoo.Zoo;

/// <summary>The original AlgZoo as data: its families, sizes and 6,960 files and the article's M16,10, with the best of five training seeds of each size and what is published of it.</summary>
public static class ZooCatalogue
{
    /// <summary>Name of the M16,10 of the article, <c>example_2nd_argmax()</c>.</summary>
    public const string ExampleName = "example_2nd_argmax";

    internal const string ExampleFile = "one_layer_16_hidden_94_acc_2nd_argmax.pth";

    internal const string ExampleSize = "2nd_argmax_16_10";

    /// <summary>Published accuracy of the M16,10 of the article.</summary>
    internal const double ExampleScore = 0.953;

    internal const int Seeds = 5;

    /// <summary>The four families with the best seed of each size, rows by hidden size and columns by sequence length.</summary>
    internal static IReadOnlyList<ZooFamily> Families { get; } =
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

    /// <summary>The tasks of the four families.</summary>
    public static IReadOnlyList<SequenceTask> Tasks { get; } = [.. Families.Select(family => family.Task)];

    /// <summary>Every file there is: the M16,10 of the article, then by family, hidden size, sequence length, checkpoint and seed.</summary>
    public static IReadOnlyList<OriginalFile> Files { get; } = [OriginalFile.Example, .. Families.SelectMany(family => family.Files())];

    private static readonly Dictionary<string, OriginalFile> ByName = Files.ToDictionary(file => file.Name, StringComparer.Ordinal);

    private static readonly Dictionary<string, OriginalFile> BestOfSize = Files.Where(file => file.IsBest && file.Seed is not null).ToDictionary(SizeName, StringComparer.Ordinal);

    private static readonly Dictionary<string, OriginalFile> ByFileName = Files.ToDictionary(file => file.FileName, StringComparer.Ordinal);

    /// <summary>Name of every size: task, hidden size and sequence length, for example <c>2nd_argmax_16_10</c>.</summary>
    public static IEnumerable<string> SizeNames => BestOfSize.Keys;

    /// <summary>The file that a name stands for.</summary>
    /// <param name="name">
    /// A size such as <c>2nd_argmax_16_10</c>, for its best seed after all training; a checkpoint and seed of it such as <c>2nd_argmax_16_10_1048576_0</c>; <c>example_2nd_argmax</c>; or any of
    /// these after <c>zoo:</c>; or AlgZoo's name of the file.
    /// </param>
    /// <returns>The file.</returns>
    /// <exception cref="ModelReferenceException">There is no such model in the zoo.</exception>
    public static OriginalFile Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        string bare = name.StartsWith(ModelLibrary.ZooScheme, StringComparison.Ordinal) ? name[ModelLibrary.ZooScheme.Length..] : name;
        return ByName.GetValueOrDefault(bare) ?? BestOfSize.GetValueOrDefault(bare) ?? ByFileName.GetValueOrDefault(bare) ?? throw new ModelReferenceException(WhatIsWrong(bare));
    }

    /// <summary>The file of a file name of AlgZoo's; null if there is none of that name.</summary>
    internal static OriginalFile? FindFile(string fileName) => ByFileName.GetValueOrDefault(fileName);

    /// <summary>What AlgZoo publishes of the best of the five seeds of a size: the accuracy to three decimals, for the median the root mean squared error.</summary>
    /// <param name="task">The task.</param>
    /// <param name="hiddenSize">Hidden size d.</param>
    /// <param name="sequenceLength">Sequence length n.</param>
    /// <returns>The figure, or null where the zoo has no such size.</returns>
    public static double? PublishedFigure(SequenceTask task, int hiddenSize, int sequenceLength)
    {
        var family = Families.FirstOrDefault(family => family.Task == task);
        int row = Array.IndexOf(family?.HiddenSizes ?? [], hiddenSize);
        int column = Array.IndexOf(family?.SequenceLengths ?? [], sequenceLength);
        return row < 0 || column < 0 ? null : family!.Published[row][column];
    }

    internal static string SizeName(OriginalFile file) => string.Create(CultureInfo.InvariantCulture, $"{file.Task.Name}_{file.HiddenSize}_{file.SequenceLength}");

    private static string WhatIsWrong(string name)
    {
        if (!ModelName.TryParse(name, out var parsed))
        {
            return $"'zoo:{name}' names no model; a name is {ExampleName}, TASK_D_N or TASK_D_N_SEQUENCES_SEED, for example zoo:2nd_argmax_16_10{NearestName.DidYouMean(name, SizeNames.Append(ExampleName))}.";
        }

        var family = Families.FirstOrDefault(family => family.Task == parsed.Task);
        return family is null
            ? $"The zoo has no models for the task {parsed.Task.Name}; it has {string.Join(", ", Tasks.Select(task => task.Name))}."
            : !family.HiddenSizes.Contains(parsed.HiddenSize) || !family.SequenceLengths.Contains(parsed.SequenceLength)
            ? $"The zoo has no '{name}'; for {parsed.Task.Name} it has hidden sizes {string.Join(", ", family.HiddenSizes)} and lengths {string.Join(", ", family.SequenceLengths)}{NearestName.DidYouMean(name, SizeNames)}."
            : $"The zoo has no '{name}'; it has checkpoints after 0 and 2^20 to 2^30 sequences and the seeds 0 to {Seeds - 1}.";
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
    /// <summary>Its files, by hidden size, sequence length, checkpoint and seed.</summary>
    public IEnumerable<OriginalFile> Files() =>
        from row in Enumerable.Range(0, HiddenSizes.Length)
        from column in Enumerable.Range(0, SequenceLengths.Length)
        from sequences in ZooCatalogue.Checkpoints
        from seed in Enumerable.Range(0, ZooCatalogue.Seeds)
        select OriginalFile.Of(Task, HiddenSizes[row], SequenceLengths[column], sequences, seed, isBest: sequences == ZooCatalogue.Checkpoints[^1] && seed == BestSeeds[row][column]);
}
