using AlgZoo.Advice;

namespace AlgZoo.Plugins;

/// <summary>The learned response: score = mean + deviation times the network's output for the noise coordinates.</summary>
/// <param name="Network">The trained network.</param>
/// <param name="Coordinates">The base model's neighbourhood.</param>
/// <param name="Mean">Mean score of the copies it was fitted to.</param>
/// <param name="Deviation">Their standard deviation.</param>
internal sealed record NetworkResponse(ResponseNetwork Network, NoiseCoordinates Coordinates, float Mean, float Deviation)
{
    private readonly float[] _noise = new float[Coordinates.Count];

    /// <summary>Mean squared error on copies at the run's own noise scale that no training saw.</summary>
    public float MeanSquaredError { get; init; }

    /// <summary>The estimate for a vector of all weights of a model, not clamped.</summary>
    public double Estimate(ReadOnlySpan<float> weights)
    {
        Coordinates.Fill(weights, _noise);
        return Mean + (Deviation * Network.Evaluate(_noise));
    }

    /// <summary>FLOPs of an estimate: the noise coordinates, the network, and what becomes of its output.</summary>
    public static long Flops(Model model) => (2L * model.ParameterCount) + ResponseNetwork.Flops(model.ParameterCount) + 5;

    /// <summary>How many numbers the response consists of.</summary>
    public static int NumberCount(Model model) => ((2 + ResponseNetwork.First) * model.ParameterCount) + ResponseNetwork.TailLength + 3;

    /// <summary>Restores a response from <see cref="ToNumbers"/>.</summary>
    public static NetworkResponse FromNumbers(ReadOnlySpan<float> numbers, Model model)
    {
        int weights = model.ParameterCount;
        var network = new ResponseNetwork(weights);
        numbers.Slice(2 * weights, ResponseNetwork.First * weights).CopyTo(network.Map);
        numbers[((2 + ResponseNetwork.First) * weights)..^3].CopyTo(network.Tail);
        return new NetworkResponse(network, new NoiseCoordinates(numbers[..weights], numbers.Slice(weights, weights)), numbers[^3], numbers[^2]) { MeanSquaredError = numbers[^1] };
    }

    /// <summary>All numbers of the response.</summary>
    public IReadOnlyList<float> ToNumbers() =>
        [.. Coordinates.BaseWeights, .. Coordinates.InverseSigma, .. Network.Map, .. Network.Tail, Mean, Deviation, MeanSquaredError];
}
