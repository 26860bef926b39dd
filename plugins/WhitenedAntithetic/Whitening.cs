namespace AlgZoo.Plugins;

/// <summary>Makes the second moment of a batch the identity: with S = L L' (Cholesky), every sequence x becomes the solution y of L y = x.</summary>
internal sealed class Whitening(int sequenceLength)
{
    private readonly double[,] _factor = new double[sequenceLength, sequenceLength];
    private readonly double[] _whitened = new double[sequenceLength];

    /// <summary>
    /// FLOPs of a sequence under price table <c>default-1</c>: a product and a sum for each of n (n + 1) / 2 entries of S; then n divisions and a product and a difference for each of n (n - 1) / 2
    /// entries of L.
    /// </summary>
    public static long FlopsPerSequence(int sequenceLength) => ((long)sequenceLength * (sequenceLength + 1)) + ((long)sequenceLength * sequenceLength);

    /// <summary>
    /// FLOPs of a batch besides: the division of S by the count, and the factorisation: n roots, n (n - 1) / 2 divisions, a product and a difference for each of (n^3 - n) /
    /// 6 triples.
    /// </summary>
    public static long FlopsPerBatch(int sequenceLength)
    {
        long n = sequenceLength;
        return (n * (n + 1) / 2) + n + (n * (n - 1) / 2) + (((n * n * n) - n) / 3);
    }

    /// <summary>Whitens a batch in place.</summary>
    /// <param name="inputs">Shape [count, n], with more sequences than dimensions.</param>
    public void Apply(Span<float> inputs)
    {
        int n = _whitened.Length;
        int count = inputs.Length / n;
        SecondMoment(inputs, count);
        Factorise();
        for (int s = 0; s < count; s++)
        {
            var sequence = inputs.Slice(s * n, n);
            for (int i = 0; i < n; i++)
            {
                double value = sequence[i];
                for (int k = 0; k < i; k++)
                {
                    value -= _factor[i, k] * _whitened[k];
                }

                _whitened[i] = value / _factor[i, i];
            }

            for (int i = 0; i < n; i++)
            {
                sequence[i] = (float)_whitened[i];
            }
        }
    }

    private void SecondMoment(ReadOnlySpan<float> inputs, int count)
    {
        int n = _whitened.Length;
        Array.Clear(_factor);
        for (int s = 0; s < count; s++)
        {
            var sequence = inputs.Slice(s * n, n);
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j <= i; j++)
                {
                    _factor[i, j] += (double)sequence[i] * sequence[j];
                }
            }
        }

        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                _factor[i, j] /= count;
            }
        }
    }

    private void Factorise()
    {
        int n = _whitened.Length;
        for (int j = 0; j < n; j++)
        {
            for (int k = 0; k < j; k++)
            {
                for (int i = j; i < n; i++)
                {
                    _factor[i, j] -= _factor[i, k] * _factor[j, k];
                }
            }

            _factor[j, j] = Math.Sqrt(_factor[j, j]);
            for (int i = j + 1; i < n; i++)
            {
                _factor[i, j] /= _factor[j, j];
            }
        }
    }
}
