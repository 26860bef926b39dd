namespace AlgZoo.Reporting;

/// <summary>Moves labels apart.</summary>
internal static class VerticalSpread
{
    /// <summary>
    /// Places in the same order, a least distance apart and, as far as there is room, between two limits, such that the sum of squared shifts is least: labels that would overlap form a block around the mean of their
    /// wishes (isotonic regression by pooling adjacent violators).
    /// </summary>
    /// <param name="wishes">Where the labels would be, in ascending order.</param>
    /// <param name="distance">Least distance.</param>
    /// <param name="low">Lower limit.</param>
    /// <param name="high">Upper limit.</param>
    public static double[] Of(IReadOnlyList<double> wishes, double distance, double low, double high)
    {
        // Without the distances that must lie between them, the labels must only keep their order.
        var blocks = new List<(double Sum, int Count)>();
        for (int i = 0; i < wishes.Count; i++)
        {
            var block = (Sum: wishes[i] - (i * distance), Count: 1);
            while (blocks.Count > 0 && blocks[^1].Sum / blocks[^1].Count >= block.Sum / block.Count)
            {
                block = (block.Sum + blocks[^1].Sum, block.Count + blocks[^1].Count);
                blocks.RemoveAt(blocks.Count - 1);
            }

            blocks.Add(block);
        }

        double last = Math.Max(low, high - ((wishes.Count - 1) * distance));
        return [.. blocks.SelectMany(block => Enumerable.Repeat(Math.Clamp(block.Sum / block.Count, low, last), block.Count)).Select((place, i) => place + (i * distance))];
    }
}
