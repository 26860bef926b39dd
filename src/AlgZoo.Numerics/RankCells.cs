using System.Collections.Concurrent;

namespace AlgZoo.Numerics;

/// <summary>
/// The input-order cells of a task that asks for ranks. The ranks of a sequence are cut into blocks of consecutive ranks, such that the task's
/// answer depends only on which position belongs to which block; a cell fixes the block of every position. All cells are equally likely, and within
/// a cell positions of one block are exchangeable, so that the mean and the covariance of the inputs follow from the moments of Gaussian order
/// statistics. All this is a table of the task alone and costs no FLOPs.
/// </summary>
/// <remarks>
/// 2nd argmax: the rest, the second largest, the largest. Argmax: the rest, the largest. Argmedian and median: the lower half, the median (for the
/// median of an even number the two middle ranks), the upper half. Empty blocks are left out.
/// </remarks>
public sealed class RankCells
{
    /// <summary>Largest number of cells for which they are made.</summary>
    public const int MaximumCount = 20_000;

    private static readonly ConcurrentDictionary<(SequenceTask Task, int Length), Moments> KnownMoments = new();

    private readonly int[] _sizes;
    private readonly Lazy<Moments> _moments;

    private RankCells(SequenceTask task, int sequenceLength, int[] sizes, int targetBlock, int count)
    {
        SequenceLength = sequenceLength;
        TargetBlock = targetBlock;
        Count = count;
        _sizes = sizes;
        _moments = new(() => KnownMoments.GetOrAdd((task, sequenceLength), _ => new Moments(sizes)));
    }

    /// <summary>Sequence length n.</summary>
    public int SequenceLength { get; }

    /// <summary>Number of cells: n! over the product of the factorials of the block sizes.</summary>
    public int Count { get; }

    /// <summary>Number of blocks, lowest ranks first.</summary>
    public int BlockCount => _sizes.Length;

    /// <summary>The block that holds the answer: the label is its only position; the median is the mean of its values.</summary>
    public int TargetBlock { get; }

    /// <summary>Finds the cells of a task.</summary>
    /// <param name="task">The task.</param>
    /// <param name="sequenceLength">Sequence length n.</param>
    /// <returns>The cells; null if the task does not ask for ranks, the sequence is too short for it, or there are more than <see cref="MaximumCount"/> cells.</returns>
    public static RankCells? For(SequenceTask task, int sequenceLength)
    {
        ArgumentNullException.ThrowIfNull(task);
        int n = sequenceLength;
        if (n < task.MinimumLength)
        {
            return null;
        }

        int[] sizes = task == SequenceTask.SecondArgmax ? [n - 2, 1, 1]
            : task == SequenceTask.Argmax ? [n - 1, 1, 0]
            : task == SequenceTask.Median && n % 2 == 0 ? [(n / 2) - 1, 2, (n / 2) - 1]
            : task == SequenceTask.Argmedian || task == SequenceTask.Median ? [n / 2, 1, n - 1 - (n / 2)]
            : [];
        int count = CountArrangements(sizes);
        return sizes.Length == 0 || count > MaximumCount
            ? null
            : new RankCells(task, n, [.. sizes.Where(size => size > 0)], sizes[0] > 0 ? 1 : 0, count);
    }

    /// <summary>Number of positions in a block.</summary>
    /// <param name="block">From 0 to <see cref="BlockCount"/> - 1.</param>
    /// <returns>The size, at least 1.</returns>
    public int Size(int block) => _sizes[block];

    /// <summary>Mean of an input whose position belongs to a block.</summary>
    /// <param name="block">From 0 to <see cref="BlockCount"/> - 1.</param>
    /// <returns>The mean within a cell.</returns>
    public double Mean(int block) => _moments.Value.Means[block];

    /// <summary>Variance of an input whose position belongs to a block.</summary>
    /// <param name="block">From 0 to <see cref="BlockCount"/> - 1.</param>
    /// <returns>The variance within a cell.</returns>
    public double Variance(int block) => _moments.Value.Variances[block];

    /// <summary>Covariance of the inputs at two different positions.</summary>
    /// <param name="block">Block of one position.</param>
    /// <param name="otherBlock">Block of the other; may be the same block if it has two positions or more.</param>
    /// <returns>The covariance within a cell.</returns>
    public double Covariance(int block, int otherBlock) => _moments.Value.Covariances[block, otherBlock];

    /// <summary>
    /// Counts the different beginnings of cells, of the lengths 1 to n: the steps of a recurrence over all cells that shares what cells have in common.
    /// </summary>
    /// <returns>Their number; and the sum, over them, of the number of blocks that still have positions to come.</returns>
    public (long Prefixes, long OpenBlocks) CountPrefixes() => CountPrefixes(new int[_sizes.Length], block: 0);

    /// <summary>Lists the cells in lexicographic order.</summary>
    /// <returns>For each cell the block of every position, shape [n]; each array is the caller's.</returns>
    public IEnumerable<int[]> Enumerate()
    {
        int[] blocks = [.. _sizes.SelectMany((size, block) => Enumerable.Repeat(block, size))];
        do
        {
            yield return (int[])blocks.Clone();
        }
        while (NextArrangement(blocks));
    }

    // n! over the factorials, as a product of binomial coefficients; MaximumCount + 1 stands for all larger numbers.
    private static int CountArrangements(int[] sizes)
    {
        double count = 1;
        int placed = 0;
        foreach (int size in sizes)
        {
            for (int k = 1; k <= size; k++)
            {
                placed++;
                count *= placed / (double)k;
            }
        }

        return (int)Math.Min(Math.Round(count), MaximumCount + 1.0);
    }

    // Sums the arrangements of every choice of so many positions per block, less the empty one.
    private (long Prefixes, long OpenBlocks) CountPrefixes(int[] chosen, int block)
    {
        if (block == _sizes.Length)
        {
            long arrangements = chosen.Sum() == 0 ? 0 : CountArrangements(chosen);
            return (arrangements, arrangements * chosen.Zip(_sizes).Count(pair => pair.First < pair.Second));
        }

        var (prefixes, openBlocks) = (0L, 0L);
        for (int count = 0; count <= _sizes[block]; count++)
        {
            chosen[block] = count;
            var (more, moreOpen) = CountPrefixes(chosen, block + 1);
            prefixes += more;
            openBlocks += moreOpen;
        }

        return (prefixes, openBlocks);
    }

    // The next arrangement in lexicographic order (Narayana Pandita; Knuth 4A, algorithm L).
    private static bool NextArrangement(int[] blocks)
    {
        int pivot = blocks.Length - 2;
        while (pivot >= 0 && blocks[pivot] >= blocks[pivot + 1])
        {
            pivot--;
        }

        if (pivot < 0)
        {
            return false;
        }

        int successor = blocks.Length - 1;
        while (blocks[successor] <= blocks[pivot])
        {
            successor--;
        }

        (blocks[pivot], blocks[successor]) = (blocks[successor], blocks[pivot]);
        Array.Reverse(blocks, pivot + 1, blocks.Length - pivot - 1);
        return true;
    }

    private sealed class Moments
    {
        public Moments(int[] sizes)
        {
            int n = sizes.Sum();
            int[] first = [.. sizes.Select((_, block) => sizes.Take(block).Sum())];
            Means = [.. sizes.Select((size, block) => Enumerable.Range(first[block], size).Average(rank => GaussianOrderStatistics.Mean(n, rank)))];
            Variances = new double[sizes.Length];
            Covariances = new double[sizes.Length, sizes.Length];
            var products = ProductMoments(n);
            for (int a = 0; a < sizes.Length; a++)
            {
                for (int b = 0; b < sizes.Length; b++)
                {
                    double squares = 0;
                    double distinct = 0;
                    for (int i = first[a]; i < first[a] + sizes[a]; i++)
                    {
                        for (int j = first[b]; j < first[b] + sizes[b]; j++)
                        {
                            squares += i == j ? products[i, j] : 0;
                            distinct += i == j ? 0 : products[i, j];
                        }
                    }

                    int pairs = sizes[a] * (a == b ? sizes[b] - 1 : sizes[b]);
                    Covariances[a, b] = pairs == 0 ? 0 : (distinct / pairs) - (Means[a] * Means[b]);
                    if (a == b)
                    {
                        Variances[a] = (squares / sizes[a]) - (Means[a] * Means[a]);
                    }
                }
            }
        }

        public double[] Means { get; }

        public double[] Variances { get; }

        public double[,] Covariances { get; }

        // Reflection at the origin turns rank i into n - 1 - i, which halves the work.
        private static double[,] ProductMoments(int n)
        {
            var products = new double[n, n];
            for (int i = 0; i < n; i++)
            {
                for (int j = i; j < n - i; j++)
                {
                    double product = GaussianOrderStatistics.ProductMoment(n, i, j);
                    products[i, j] = product;
                    products[j, i] = product;
                    products[n - 1 - i, n - 1 - j] = product;
                    products[n - 1 - j, n - 1 - i] = product;
                }
            }

            return products;
        }
    }
}
