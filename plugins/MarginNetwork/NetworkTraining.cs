using AlgZoo.Advice;

namespace AlgZoo.Plugins;

/// <summary>Fits the network to labelled noisy copies with AdamW, in a fixed number of steps: equal requests give equal networks.</summary>
internal sealed class NetworkTraining
{
    private const int MostCopies = 65536;
    private const int HeldOutCopies = 1024;
    private const int Epochs = 12;
    private const int LeastSteps = 1024;
    private const int Batch = 256;
    private const double LearningRate = 2e-3;
    private const double WeightDecay = 0.05;

    // One cycle: the step size rises for 30 per cent of the steps, then falls to nothing.
    private const double WarmUp = 0.3;
    private const double InitialShare = 0.04;

    // Label sampling is kept to this, whatever a forward pass costs.
    private const double SamplingFlops = 3.5e11;
    private const int MostSamplesPerCopy = 1024;

    private readonly NoisyCopies _copies;
    private readonly NoisyCopies _heldOut;
    private readonly NoiseCoordinates _coordinates;
    private readonly RandomStream _random;
    private readonly Quantity _quantity;
    private readonly double _mean;
    private readonly double _deviation;
    private readonly float[] _noise;

    public NetworkTraining(AdviceRequest request, CancellationToken cancellationToken)
    {
        int copies = LearnableNeighbourhood.Copies(request, MostCopies);
        int samples = LearnableNeighbourhood.SamplesPerCopy(request, copies, SamplingFlops, MostSamplesPerCopy);
        _copies = NoisyCopies.Sample(request, "copies", copies, samples, NoiseRange.Training, cancellationToken);
        _heldOut = NoisyCopies.Sample(request, "held out", HeldOutCopies, 4 * samples, NoiseRange.Own, cancellationToken);
        _coordinates = new NoiseCoordinates(request.BaseModel, request.Noise);
        _noise = new float[_coordinates.Count];
        _random = request.Random.Substream(0);
        _quantity = request.Quantity;
        _mean = _copies.MeanScore();
        _deviation = Math.Sqrt(Math.Max(_copies.MeanSquaredError(_ => _mean), 1e-12));
    }

    /// <summary>Learns a response.</summary>
    public NetworkResponse Train(CancellationToken cancellationToken)
    {
        var network = new ResponseNetwork(_coordinates.Count);
        network.Initialise(_random);
        var map = new Adam(network.Map.Length);
        var tail = new Adam(network.Tail.Length);
        int[] order = [.. Enumerable.Range(0, _copies.Count)];
        int batches = order.Length / Batch;
        int steps = Math.Max(Epochs * batches, LeastSteps);
        for (int step = 0; step < steps; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (step % batches == 0)
            {
                Shuffle(order);
            }

            network.ClearGradient();
            foreach (int copy in order.AsSpan(step % batches * Batch, Batch))
            {
                _coordinates.Fill(_copies.Weights(copy), _noise);
                double error = network.Evaluate(_noise) - ((_copies.Score(copy) - _mean) / _deviation);
                network.AddGradient(_noise, (float)(2 * error * _copies.FitWeight(copy) / Batch));
            }

            double rate = LearningRate * OneCycle((double)step / steps);
            map.Step(network.Map, network.MapGradient, rate, WeightDecay);
            tail.Step(network.Tail, network.TailGradient, rate, WeightDecay);
        }

        var response = new NetworkResponse(network, _coordinates, (float)_mean, (float)_deviation);
        return response with { MeanSquaredError = (float)_heldOut.MeanSquaredError(copy => _quantity.Admissible(response.Estimate(_heldOut.Weights(copy)))) };
    }

    private static double OneCycle(double progress)
    {
        double Between(double from, double to, double share) => to + (0.5 * (from - to) * (1 + Math.Cos(Math.PI * share)));
        return progress < WarmUp ? Between(InitialShare, 1, progress / WarmUp) : Between(1, 0, (progress - WarmUp) / (1 - WarmUp));
    }

    private void Shuffle(int[] order)
    {
        for (int i = order.Length - 1; i > 0; i--)
        {
            int j = _random.NextInt32(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }
    }
}
