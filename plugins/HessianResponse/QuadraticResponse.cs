using AlgZoo.Advice;

namespace AlgZoo.Plugins;

/// <summary>
/// The learned response: score = c + b . f(z, q), where z are the projections of the noise coordinates e on the directions of largest curvature and q is the mean square of e, which stands for the curvature in all other directions.
/// </summary>
internal sealed class QuadraticResponse
{
    private readonly NoiseCoordinates _coordinates;
    private readonly float[] _noise;
    private readonly double[] _projections;
    private readonly double[] _features;

    public QuadraticResponse(NoiseCoordinates coordinates, float[] directions)
    {
        _coordinates = coordinates;
        Directions = directions;
        Rank = directions.Length / coordinates.Count;
        _noise = new float[coordinates.Count];
        _projections = new double[Rank];
        _features = new double[FeatureCount(Rank)];
        Coefficients = new float[_features.Length];
    }

    /// <summary>Number of directions r.</summary>
    public int Rank { get; }

    /// <summary>Orthonormal directions, shape [r, weights].</summary>
    public float[] Directions { get; }

    /// <summary>b, shape [features].</summary>
    public float[] Coefficients { get; }

    /// <summary>c.</summary>
    public float Constant { get; set; }

    /// <summary>Mean squared error on copies at the run's own noise scale that no fit saw.</summary>
    public float MeanSquaredError { get; set; }

    /// <summary>z_i, |z_i|, tanh z_i and z_i z_j; the root of q, q and q^2.</summary>
    public static int FeatureCount(int rank) => (3 * rank) + (rank * (rank + 1) / 2) + 3;

    /// <summary>FLOPs of an estimate: coordinates, projections and mean square; features; their sum; the clamp.</summary>
    public static long Flops(Model model, int rank) =>
        ((2L * rank) + 4) * model.ParameterCount + 3 + (17 * rank) + (rank * (rank + 1) / 2) + (2 * FeatureCount(rank)) + 2;

    /// <summary>The features f for a vector of all weights of a model; valid until the next call.</summary>
    public ReadOnlySpan<double> Features(ReadOnlySpan<float> weights)
    {
        _coordinates.Fill(weights, _noise);
        double squares = 0;
        foreach (float e in _noise)
        {
            squares += e * e;
        }

        int at = 0;
        for (int i = 0; i < Rank; i++)
        {
            double projection = 0;
            var direction = Directions.AsSpan(i * _noise.Length, _noise.Length);
            for (int k = 0; k < direction.Length; k++)
            {
                projection += direction[k] * _noise[k];
            }

            _projections[i] = projection;
            _features[at++] = projection;
            _features[at++] = Math.Abs(projection);
            _features[at++] = Math.Tanh(projection);
            for (int j = 0; j <= i; j++)
            {
                _features[at++] = projection * _projections[j];
            }
        }

        double meanSquare = squares / _noise.Length;
        _features[at++] = Math.Sqrt(meanSquare);
        _features[at++] = meanSquare;
        _features[at] = meanSquare * meanSquare;
        return _features;
    }

    /// <summary>The estimate for a vector of all weights of a model, not clamped.</summary>
    public double Estimate(ReadOnlySpan<float> weights)
    {
        var features = Features(weights);
        double value = Constant;
        for (int i = 0; i < features.Length; i++)
        {
            value += Coefficients[i] * features[i];
        }

        return value;
    }

    /// <summary>How many numbers the response consists of.</summary>
    public static int NumberCount(Model model, int rank) => ((2 + rank) * model.ParameterCount) + FeatureCount(rank) + 2;

    /// <summary>Restores a response from <see cref="ToNumbers"/>.</summary>
    public static QuadraticResponse FromNumbers(ReadOnlySpan<float> numbers, Model model, int rank)
    {
        int weights = model.ParameterCount;
        var response = new QuadraticResponse(new NoiseCoordinates(numbers[..weights], numbers.Slice(weights, weights)), numbers.Slice(2 * weights, rank * weights).ToArray())
        {
            Constant = numbers[^2],
            MeanSquaredError = numbers[^1],
        };
        numbers[((2 + rank) * weights)..^2].CopyTo(response.Coefficients);
        return response;
    }

    /// <summary>All numbers of the response.</summary>
    public IReadOnlyList<float> ToNumbers() =>
        [.. _coordinates.BaseWeights, .. _coordinates.InverseSigma, .. Directions, .. Coefficients, Constant, MeanSquaredError];

    /// <summary>Fits b and c.</summary>
    public void Fit(NoisyCopies copies, double penalty)
    {
        var regression = new RidgeRegression(_features.Length);
        for (int copy = 0; copy < copies.Count; copy++)
        {
            regression.Add(Features(copies.Weights(copy)), copies.Score(copy), copies.FitWeight(copy));
        }

        var (coefficients, constant) = regression.Solve(penalty);
        for (int i = 0; i < coefficients.Length; i++)
        {
            Coefficients[i] = (float)coefficients[i];
        }

        Constant = (float)constant;
    }
}
