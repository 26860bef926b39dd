namespace AlgZoo.Numerics;

/// <summary>The blocks of one call of the sampler, shared by its threads. Results are merged in the order of the blocks, whoever finishes first.</summary>
internal sealed class SamplingRun(long samples, IProgress<long>? progress, CancellationToken cancellationToken)
{
    private readonly Lock _merging = new();
    private readonly Dictionary<long, BlockResult> _early = [];
    private Moments _moments;
    private long _hits;
    private long _merged;
    private long _claimed = -1;
    private long _done;
    private volatile bool _failed;

    /// <summary>Takes blocks until none is left.</summary>
    public void Work(BlockSampler sampler)
    {
        try
        {
            while (!_failed && Claim(out long block, out int count))
            {
                cancellationToken.ThrowIfCancellationRequested();
                Merge(block, sampler.Sample(block, count));
                progress?.Report(Interlocked.Add(ref _done, count));
            }
        }
        catch
        {
            _failed = true;
            throw;
        }
    }

    /// <summary>The statistics of all blocks.</summary>
    public SampleStatistics Result(Quantity quantity)
    {
        double accuracy = (double)_hits / samples;
        return quantity == Quantity.Accuracy
            ? new(samples, accuracy, accuracy * (1 - accuracy))
            : new(samples, _moments.Mean, _moments.SampleVariance);
    }

    private bool Claim(out long block, out int count)
    {
        block = Interlocked.Increment(ref _claimed);
        count = (int)Math.Clamp(samples - (block * ModelSampler.BlockSize), 0, ModelSampler.BlockSize);
        return count > 0;
    }

    private void Merge(long block, BlockResult result)
    {
        lock (_merging)
        {
            _early.Add(block, result);
            while (_early.Remove(_merged, out var next))
            {
                _merged++;
                _hits += next.Hits;
                _moments.Add(next.Moments);
            }
        }
    }
}
