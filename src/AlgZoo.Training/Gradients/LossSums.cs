using AlgZoo.Numerics;

namespace AlgZoo.Training;

/// <summary>Sums of losses and of right answers, kept in the lanes that <see cref="OuterProducts.SumLanes"/> counts.</summary>
internal sealed unsafe class LossSums
{
    private readonly AlignedBuffer<float> _losses = new(OuterProducts.SumLanes);
    private readonly AlignedBuffer<int> _hits = new(OuterProducts.SumLanes);

    /// <summary>Sums of the losses.</summary>
    public float* Losses => _losses.Pointer;

    /// <summary>Numbers of sequences answered rightly.</summary>
    public int* Hits => _hits.Pointer;

    /// <summary>Begins anew.</summary>
    public void Clear()
    {
        new Span<float>(_losses.Pointer, _losses.Length).Clear();
        new Span<int>(_hits.Pointer, _hits.Length).Clear();
    }

    /// <summary>Sums over the lanes, first to last.</summary>
    public TileSums Total()
    {
        double loss = 0;
        long hits = 0;
        for (int lane = 0; lane < OuterProducts.SumLanes; lane++)
        {
            loss += _losses.Pointer[lane];
            hits += _hits.Pointer[lane];
        }

        GC.KeepAlive(this);
        return new(loss, hits);
    }
}
