using AlgZoo.Numerics;

namespace AlgZoo.Plugins;

/// <summary>One scrambling of the point set and the mean over its points. Coordinates beyond those of the Sobol sequence are pseudo-random.</summary>
internal sealed class Replicate
{
    private readonly RankIntegral _integral;
    private readonly SobolSequence _sequence;
    private readonly RandomStream _beyond;
    private readonly double[] _point;

    public Replicate(RankIntegral integral, RandomAddress address)
    {
        _integral = integral;
        _point = new double[integral.Dimension];
        _sequence = new SobolSequence(Math.Min(integral.Dimension, SobolSequence.MaximumDimension), address);
        _beyond = new RandomStream(address.Child("beyond"));
    }

    public long Points { get; private set; }

    public double Sum { get; private set; }

    public double Mean => Sum / Points;

    public void Next()
    {
        _sequence.Next(_point.AsSpan(0, _sequence.Dimension));
        for (int i = _sequence.Dimension; i < _point.Length; i++)
        {
            _point[i] = 1 - _beyond.NextDouble();
        }

        Sum += _integral.Evaluate(_point);
        Points++;
    }
}
