using System.Numerics;

namespace AlgZoo.Exact;

/// <summary>
/// Networks of two inputs (s r, y), r >= 0, for a sign s. The plane falls into sectors bounded by rational rays; all of it is done in integers, so that coincident rays are found exactly. A sweep over the
/// rays updates the outputs neuron by neuron.
/// </summary>
/// <remarks>Inputs and their weights are in units, states and pre-activations in units squared, outputs in units cubed.</remarks>
internal sealed class ActivationSectors
{
    private const int Label = -1;

    private static readonly IntegerVector Down = new(0, -1);
    private static readonly IntegerVector Up = new(0, 1);

    private readonly int _sign;
    private readonly IntegerWeights _weights;
    private readonly IntegerVector[] _forms;
    private readonly IntegerVector[] _outputs;
    private ulong _active;

    public ActivationSectors(IntegerWeights weights, int sign)
    {
        int d = weights.Input.Length;
        _sign = sign;
        _weights = weights;
        _forms = new IntegerVector[d];
        _outputs = new IntegerVector[weights.Output.Length / d];
        BigInteger[] state = [.. weights.Input.Select(weight => BigInteger.Max(0, sign * weight))];
        for (int i = 0; i < d; i++)
        {
            BigInteger sum = 0;
            for (int j = 0; j < d; j++)
            {
                sum += state[j].IsZero ? 0 : weights.Recurrent[(i * d) + j] * state[j];
            }

            _forms[i] = new(sum, weights.Input[i] << -weights.Exponent);
        }
    }

    /// <summary>Visits every sector that is not empty; together they are the half plane. Returns their number.</summary>
    public long Visit(ISectorVisitor visitor)
    {
        Array.Clear(_outputs);
        _active = 0;
        for (int i = 0; i < _forms.Length; i++)
        {
            if (_forms[i].Y.Sign < 0 || (_forms[i].Y.IsZero && _forms[i].X.Sign > 0))
            {
                Toggle(i, isActive: true);
            }
        }

        long sectors = 0;
        bool isFirstLarger = true;
        var from = Down;
        foreach (var (ray, neuron) in Rays())
        {
            Pass(ray);
            if (neuron == Label)
            {
                isFirstLarger = false;
            }
            else
            {
                Toggle(neuron, isActive: _forms[neuron].Y.Sign > 0);
            }
        }

        Pass(Up);
        return sectors;

        void Pass(in IntegerVector to)
        {
            if (IntegerVector.Cross(from, to).Sign > 0)
            {
                visitor.Visit(from, to, _outputs, isFirstLarger, new(BeforeLast: 0, _active));
                sectors++;
                from = to;
            }
        }
    }

    // From y = -infinity up: the rays on which a pre-activation is 0, and that on which the inputs are equal.
    private List<(IntegerVector Ray, int Neuron)> Rays()
    {
        List<(IntegerVector Ray, int Neuron)> rays = [(new(1, _sign), Label)];
        for (int i = 0; i < _forms.Length; i++)
        {
            var (x, y) = _forms[i];
            if (!y.IsZero)
            {
                rays.Add((new(BigInteger.Abs(y), -y.Sign * x), i));
            }
        }

        rays.Sort(static (left, right) => -IntegerVector.Cross(left.Ray, right.Ray).Sign);
        return rays;
    }

    private void Toggle(int neuron, bool isActive)
    {
        _active ^= 1UL << neuron;
        for (int k = 0, index = neuron; k < _outputs.Length; k++, index += _forms.Length)
        {
            var change = _weights.Output[index] * _forms[neuron];
            _outputs[k] = isActive ? _outputs[k] + change : _outputs[k] - change;
        }
    }
}
