using AlgZoo.Numerics;

namespace AlgZoo.Advice;

/// <summary>Noisy copies of a base model, drawn by the advice itself, each with a score sampled by the host's kernel: what responses are fitted to and judged on.</summary>
public sealed class NoisyCopies
{
    // With weight 1/s^2 each octave of the noise scale s matters alike: squared errors of a good response grow about as fast as s^2. Below half the run's scale they do not fall further.
    private const double LowestWeightedScale = 0.5;

    private readonly float[] _weights;
    private readonly double[] _scales;
    private readonly SampleStatistics[] _scores;

    private NoisyCopies(int count, int parameterCount)
    {
        ParameterCount = parameterCount;
        _weights = new float[checked(count * parameterCount)];
        _scales = new double[count];
        _scores = new SampleStatistics[count];
    }

    /// <summary>Number of copies.</summary>
    public int Count => _scales.Length;

    /// <summary>Number of weights of each copy.</summary>
    public int ParameterCount { get; }

    /// <summary>
    /// Draws copies and samples their scores, on all cores. Costs a draw of the noise and <paramref name="samplesPerCopy"/> samples a copy; equal arguments give equal bits on any number of threads.
    /// </summary>
    /// <param name="request">Base model, task, quantity and noise law; the noise must not be <see cref="WeightNoiseKind.None"/>.</param>
    /// <param name="purpose">Name of the random streams, below those of the request: different purposes give independent copies.</param>
    /// <param name="count">Number of copies, at least 1.</param>
    /// <param name="samplesPerCopy">Sequences on which each copy is scored, at least 1.</param>
    /// <param name="range">Noise scales.</param>
    /// <param name="cancellationToken">Stops the sampling.</param>
    /// <returns>The labelled copies.</returns>
    /// <exception cref="OperationCanceledException">The token was signalled.</exception>
    public static NoisyCopies Sample(AdviceRequest request, string purpose, int count, int samplesPerCopy, NoiseRange range, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var copies = new NoisyCopies(count, request.BaseModel.ParameterCount);
        var address = request.Random.Address.Child(purpose);
        Parallel.For(0, count, new ParallelOptions { CancellationToken = cancellationToken }, i => copies.Draw(i, request, address.Child((ulong)i), samplesPerCopy, range, cancellationToken));
        return copies;
    }

    /// <summary>Weights of a copy, tensor by tensor in the order of <see cref="Model.Tensors"/>.</summary>
    /// <param name="copy">Which copy.</param>
    /// <returns>Shape [<see cref="ParameterCount"/>].</returns>
    public ReadOnlySpan<float> Weights(int copy) => _weights.AsSpan(copy * ParameterCount, ParameterCount);

    /// <summary>Noise scale of a copy as a multiple of the run's; 0 for the base model itself.</summary>
    /// <param name="copy">Which copy.</param>
    /// <returns>The multiple.</returns>
    public double Scale(int copy) => _scales[copy];

    /// <summary>Weight of a copy in a least-squares fit: 1 / s^2 for a copy at s times the run's noise scale, at most 4.</summary>
    /// <param name="copy">Which copy.</param>
    /// <returns>The weight.</returns>
    public double FitWeight(int copy)
    {
        double scale = Math.Max(_scales[copy], LowestWeightedScale);
        return 1 / (scale * scale);
    }

    /// <summary>Sampled score of a copy: unbiased, with the noise of its samples.</summary>
    /// <param name="copy">Which copy.</param>
    /// <returns>The score.</returns>
    public double Score(int copy) => _scores[copy].Mean;

    /// <summary>Mean over the copies of their scores.</summary>
    /// <returns>The mean.</returns>
    public double MeanScore() => _scores.Average(score => score.Mean);

    /// <summary>Mean squared error of a response on these copies, without the part that the sampling of their scores adds.</summary>
    /// <param name="response">The response's estimate for a copy.</param>
    /// <returns>The mean squared error, or its own standard error where that is larger: these copies could not tell a smaller one from none.</returns>
    public double MeanSquaredError(Func<int, double> response)
    {
        ArgumentNullException.ThrowIfNull(response);
        double sum = 0;
        double squares = 0;
        for (int copy = 0; copy < Count; copy++)
        {
            double error = response(copy) - _scores[copy].Mean;
            double own = (error * error) - (_scores[copy].Variance / Math.Max(_scores[copy].Samples - 1, 1));
            sum += own;
            squares += own * own;
        }

        double mean = sum / Count;
        double standardError = Math.Sqrt(Math.Max(0, (squares / Count) - (mean * mean)) / Count);
        return Math.Max(mean, standardError);
    }

    private void Draw(int copy, AdviceRequest request, RandomAddress address, int samples, NoiseRange range, CancellationToken cancellationToken)
    {
        var random = new RandomStream(address.Child("noise"));
        _scales[copy] = range.Draw(random);
        var noise = new WeightNoise(request.Noise.Kind, _scales[copy] * request.Noise.Sigma);
        var model = noise.Apply(request.BaseModel, random);
        var destination = _weights.AsSpan(copy * ParameterCount, ParameterCount);
        WeightVector.Fill(model, destination);
        _scores[copy] = ModelSampler.Sample(
            model, request.Task, request.Quantity, samples, address.Child("samples"), threads: 1, cancellationToken: cancellationToken);
    }
}
