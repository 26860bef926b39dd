using AlgZoo.Numerics;

namespace AlgZoo.Evaluation;

/// <summary>Finds the shortest of the descriptions of <see cref="DescriptionLength"/>.</summary>
internal sealed class WeightRounding
{
    private const int MostBits = 31;
    private const int ExponentBits = 8;

    private readonly double[] _weights;
    private readonly Tensor[] _tensors;
    private readonly Func<double[], (double Change, double StandardError)> _change;
    private readonly double _resolution;
    private readonly CancellationToken _cancellationToken;

    private WeightRounding(double[] weights, Tensor[] tensors, Func<double[], (double Change, double StandardError)> change, double resolution, CancellationToken cancellationToken)
    {
        _weights = weights;
        _tensors = tensors;
        _change = change;
        _resolution = resolution;
        _cancellationToken = cancellationToken;
    }

    /// <summary>Finds it.</summary>
    /// <param name="model">The model.</param>
    /// <param name="change">The change of the score that rounded weights, in the order of the state dict, make.</param>
    /// <param name="resolution">The largest change that keeps the score.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static DescriptionLength Find(Model model, Func<double[], (double Change, double StandardError)> change, double resolution, CancellationToken cancellationToken)
    {
        var layout = ParameterLayout.Of(model);
        if (model is not ReluRnn rnn)
        {
            Tensor[] all = [.. layout.Tensors.Select(tensor => new Tensor(tensor, SignedPowerBits: null))];
            return new WeightRounding([.. ParameterLayout.ParametersOf(model).Select(weight => (double)weight)], all, change, resolution, cancellationToken).Find();
        }

        var balanced = BalancedWeights.Of(rnn);
        double[] weights = [.. balanced.Signs.Select((sign, neuron) => Math.ScaleB(sign, balanced.Powers[neuron])), .. balanced.Recurrent, .. balanced.Output];
        double signedPowerBits = Math.Log2(balanced.Signs.Contains(0) ? 3 : 2) + Math.Log2(1 + balanced.Powers.Max());
        Tensor[] tensors = [.. layout.Tensors.Select((tensor, index) => new Tensor(tensor, SignedPowerBits: index == 0 ? signedPowerBits : null))];
        return new WeightRounding(weights, tensors, change, resolution, cancellationToken).Find();
    }

    private DescriptionLength Find()
    {
        int common = 0;
        while (common < MostBits && !Keeps(All(common)))
        {
            common++;
        }

        int[] bits = All(common);
        foreach (int tensor in Enumerable.Range(0, _tensors.Length).Where(tensor => _tensors[tensor].IsRounded).OrderByDescending(tensor => _tensors[tensor].Layout.Count))
        {
            Lower(bits, tensor);
        }

        var (change, standardError) = _change(Rounded(bits));
        TensorDescription[] described = [.. _tensors.Select((tensor, index) => tensor.Describe(bits[index]))];
        return new(described.Sum(tensor => tensor.Bits), described, change, standardError, _resolution);
    }

    private void Lower(int[] bits, int tensor)
    {
        while (bits[tensor] > 0)
        {
            bits[tensor]--;
            if (!Keeps(bits))
            {
                bits[tensor]++;
                return;
            }
        }
    }

    private int[] All(int bits) => [.. _tensors.Select(tensor => tensor.IsRounded ? bits : 0)];

    private bool Keeps(int[] bits)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        var (change, standardError) = _change(Rounded(bits));
        return Math.Abs(change) + (2 * standardError) <= _resolution;
    }

    private double[] Rounded(int[] bits)
    {
        double[] rounded = [.. _weights];
        for (int t = 0; t < _tensors.Length; t++)
        {
            if (_tensors[t].IsRounded)
            {
                Round(rounded.AsSpan(_tensors[t].Layout.Offset, _tensors[t].Layout.Count), bits[t]);
            }
        }

        return rounded;
    }

    private static void Round(Span<double> weights, int bits)
    {
        double largest = 0;
        foreach (double weight in weights)
        {
            largest = Math.Max(largest, Math.Abs(weight));
        }

        if (largest == 0)
        {
            return;
        }

        int exponent = Math.ILogB(largest) + 1;
        double step = Math.ScaleB(1, exponent - bits);
        double most = Math.ScaleB(1, bits) - 1;
        foreach (ref double weight in weights)
        {
            weight = step * Math.Clamp(Math.Round(weight / step), -most, most);
        }
    }

    private sealed record Tensor(ParameterTensor Layout, double? SignedPowerBits)
    {
        public bool IsRounded => SignedPowerBits is null;

        public TensorDescription Describe(int bits) => new(Layout.Name, Layout.Count, bits, (Layout.Count * (SignedPowerBits ?? 1 + bits)) + ExponentBits);
    }
}
