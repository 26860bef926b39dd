using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using AlgZoo.Advice;
using AlgZoo.Numerics;

namespace AlgZoo.Plugins;

/// <summary>
/// A network of the noise coordinates e of all weights: 8 GELU units on e, 16 GELU units on these and on the root mean square of e, one output. The root mean square tells the scale of the noise, which no narrow layer could.
/// </summary>
internal sealed class ResponseNetwork
{
    public const int First = EightProjections.Count;
    public const int Second = 16;
    private const int Inputs = First + 1;

    private readonly Vector256<float>[] _map;
    private readonly Vector256<float>[] _mapGradient;
    private readonly float[] _tail;
    private readonly float[] _tailGradient;

    // The last evaluation: sums before, and values behind, the units of both layers.
    private readonly float[] _firstSums = new float[First];
    private readonly float[] _firstValues = new float[Inputs];
    private readonly float[] _secondSums = new float[Second];
    private readonly float[] _secondValues = new float[Second];

    public ResponseNetwork(int weights)
    {
        _map = new Vector256<float>[weights];
        _mapGradient = new Vector256<float>[weights];
        _tail = new float[TailLength];
        _tailGradient = new float[TailLength];
    }

    /// <summary>Number of parameters behind the first layer's map: its biases; the second layer's rows and biases; the output's row and bias.</summary>
    public static int TailLength => First + (Second * Inputs) + Second + Second + 1;

    /// <summary>The first layer's map, shape [weights, 8].</summary>
    public Span<float> Map => MemoryMarshal.Cast<Vector256<float>, float>(_map.AsSpan());

    /// <summary>Gradient with respect to <see cref="Map"/>.</summary>
    public ReadOnlySpan<float> MapGradient => MemoryMarshal.Cast<Vector256<float>, float>(_mapGradient.AsSpan());

    /// <summary>All other parameters, shape [<see cref="TailLength"/>].</summary>
    public Span<float> Tail => _tail;

    /// <summary>Gradient with respect to <see cref="Tail"/>.</summary>
    public ReadOnlySpan<float> TailGradient => _tailGradient;

    private Span<float> FirstBiases => _tail.AsSpan(0, First);

    private Span<float> SecondBiases => _tail.AsSpan(First + (Second * Inputs), Second);

    private Span<float> OutputRow => _tail.AsSpan(First + (Second * Inputs) + Second, Second);

    /// <summary>FLOPs of <see cref="Evaluate"/>: the map and the mean square; both layers with GELUs at 17; the output.</summary>
    public static long Flops(int weights) => (2L * (First + 1) * weights) + (3 * First) + 2 + (First * 18) + (Second * ((2 * Inputs) + 17)) + (2 * Second);

    /// <summary>Draws the parameters as PyTorch does, the first layer's at half the size.</summary>
    public void Initialise(RandomStream random)
    {
        void Draw(Span<float> values, double bound)
        {
            foreach (ref float value in values)
            {
                value = (float)(bound * ((2 * random.NextDouble()) - 1));
            }
        }

        Draw(Map, 0.5 / Math.Sqrt(_map.Length));
        Draw(FirstBiases, 0.5 / Math.Sqrt(_map.Length));
        Draw(_tail.AsSpan(First, (Second * Inputs) + Second), 1 / Math.Sqrt(Inputs));
        Draw(_tail.AsSpan(First + (Second * Inputs) + Second), 1 / Math.Sqrt(Second));
    }

    /// <summary>The output for noise coordinates e.</summary>
    public double Evaluate(ReadOnlySpan<float> noise)
    {
        EightProjections.Project(noise, _map).CopyTo(_firstSums);
        for (int i = 0; i < First; i++)
        {
            _firstSums[i] += FirstBiases[i];
            _firstValues[i] = Gelu(_firstSums[i]);
        }

        _firstValues[First] = RootMeanSquare(noise);
        double output = _tail[^1];
        for (int i = 0; i < Second; i++)
        {
            float sum = SecondBiases[i];
            var row = SecondRow(_tail, i);
            for (int j = 0; j < Inputs; j++)
            {
                sum += row[j] * _firstValues[j];
            }

            _secondSums[i] = sum;
            _secondValues[i] = Gelu(sum);
            output += OutputRow[i] * _secondValues[i];
        }

        return output;
    }

    public void ClearGradient()
    {
        Array.Clear(_mapGradient);
        Array.Clear(_tailGradient);
    }

    /// <summary>Adds the gradient of <paramref name="slope"/> times the last <see cref="Evaluate"/>, which was that of the same noise.</summary>
    public void AddGradient(ReadOnlySpan<float> noise, float slope)
    {
        Span<float> firstSlopes = stackalloc float[Inputs];
        firstSlopes.Clear();
        var outputRow = _tailGradient.AsSpan(First + (Second * Inputs) + Second, Second);
        var secondBiases = _tailGradient.AsSpan(First + (Second * Inputs), Second);
        for (int i = 0; i < Second; i++)
        {
            outputRow[i] += slope * _secondValues[i];
            float secondSlope = slope * OutputRow[i] * GeluSlope(_secondSums[i]);
            secondBiases[i] += secondSlope;
            var row = SecondRow(_tail, i);
            var rowGradient = SecondRow(_tailGradient, i);
            for (int j = 0; j < Inputs; j++)
            {
                rowGradient[j] += secondSlope * _firstValues[j];
                firstSlopes[j] += secondSlope * row[j];
            }
        }

        _tailGradient[^1] += slope;
        for (int i = 0; i < First; i++)
        {
            firstSlopes[i] *= GeluSlope(_firstSums[i]);
            _tailGradient[i] += firstSlopes[i];
        }

        EightProjections.AddOuterProduct(noise, Vector256.Create<float>(firstSlopes[..First]), _mapGradient);
    }

    private static Span<float> SecondRow(float[] tail, int row) => tail.AsSpan(First + (row * Inputs), Inputs);

    private static float RootMeanSquare(ReadOnlySpan<float> noise)
    {
        float squares = 0;
        foreach (float e in noise)
        {
            squares += e * e;
        }

        return MathF.Sqrt(squares / noise.Length);
    }

    private static float Gelu(float x) => (float)(x * Gaussian.Cdf(x));

    private static float GeluSlope(float x) => (float)(Gaussian.Cdf(x) + (x * Gaussian.Density(x)));
}
