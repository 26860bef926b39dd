namespace AlgZoo;

/// <summary>One named weight tensor, immutable, float32, row-major.</summary>
public sealed class WeightTensor
{
    private static readonly OperationCounts Square = OperationCounts.Of((OperationClass.MultiplyDouble, 1), (OperationClass.AddDouble, 1));
    private static readonly OperationCounts RootOfMean = OperationCounts.Of((OperationClass.DivideDouble, 1), (OperationClass.SquareRootDouble, 1));

    private readonly int[] _shape;
    private readonly float[] _values;

    /// <summary>Copies the values into a new tensor.</summary>
    /// <param name="name">AlgZoo's name, for example <c>rnn.weight_hh_l0</c>.</param>
    /// <param name="shape">Positive extents, slowest first.</param>
    /// <param name="values">Finite values, row-major; as many as the product of <paramref name="shape"/>.</param>
    /// <exception cref="ArgumentException">An extent is not positive, the number of values differs, or a value is not finite.</exception>
    public WeightTensor(string name, ReadOnlySpan<int> shape, ReadOnlySpan<float> values)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        long count = 1;
        foreach (int extent in shape)
        {
            if (extent <= 0)
            {
                throw new ArgumentException($"Tensor '{name}' has an extent of {extent}; extents must be positive.", nameof(shape));
            }

            // No array is as long as this; the product of further extents must not overflow.
            count = Math.Min(count * extent, int.MaxValue);
        }

        if (count != values.Length)
        {
            throw new ArgumentException(
                $"Tensor '{name}' of shape [{string.Join(", ", shape.ToArray())}] does not hold {values.Length} values.", nameof(values));
        }

        foreach (float value in values)
        {
            if (!float.IsFinite(value))
            {
                throw new ArgumentException($"Tensor '{name}' holds {value.ToString(System.Globalization.CultureInfo.InvariantCulture)}; all weights must be finite.", nameof(values));
            }
        }

        Name = name;
        _shape = shape.ToArray();
        _values = values.ToArray();
    }

    /// <summary>AlgZoo's name of the tensor, for example <c>linear.weight</c>.</summary>
    public string Name { get; }

    /// <summary>Extents, slowest first.</summary>
    public ReadOnlySpan<int> Shape => _shape;

    /// <summary>The values, row-major.</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <summary>Root mean square of the values, computed on every call: a product and a sum for each, a division and a square root.</summary>
    public double RootMeanSquare
    {
        get
        {
            ComputeMeter.ChargeWindow(Square, _values.Length);
            ComputeMeter.ChargeWindow(RootOfMean, 1);
            double sum = 0;
            foreach (float value in _values)
            {
                sum += (double)value * value;
            }

            return Math.Sqrt(sum / _values.Length);
        }
    }
}
