namespace AlgZoo.Evaluation;

/// <summary>Goes through blocks of sequences on all cores. The shards are the same for any number of cores, hence the sums have the same bits.</summary>
internal static class ShardedPass
{
    /// <summary>Number of sequences of a block.</summary>
    public const int BlockSize = 4096;

    private const int MaximumShards = 16;

    /// <summary>Sums over blocks 0, 1, ..</summary>
    /// <param name="samples">Sequences, at least 1; rounded up to whole blocks.</param>
    /// <param name="create">Makes an empty tally for each shard.</param>
    /// <param name="cancellationToken">Stops the work between blocks.</param>
    /// <returns>The sums over all blocks.</returns>
    public static TTally Run<TTally>(long samples, Func<TTally> create, CancellationToken cancellationToken)
        where TTally : ITally<TTally>
    {
        long blocks = ((samples - 1) / BlockSize) + 1;
        var shards = new TTally[(int)Math.Min(blocks, MaximumShards)];
        Parallel.For(0, shards.Length, new ParallelOptions { CancellationToken = cancellationToken }, shard =>
        {
            var tally = create();
            for (long block = shard; block < blocks; block += shards.Length)
            {
                cancellationToken.ThrowIfCancellationRequested();
                tally.AddBlock((ulong)block);
            }

            shards[shard] = tally;
        });
        foreach (var shard in shards.AsSpan(1))
        {
            shards[0].Add(shard);
        }

        return shards[0];
    }
}
