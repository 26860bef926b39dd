using System.Globalization;

namespace AlgZoo;

/// <summary>How noise enters the weights.</summary>
public enum WeightNoiseKind
{
    /// <summary>The weights stay as they are.</summary>
    None,

    /// <summary>w' = w (1 + sigma e). Respects the neuron-rescaling symmetry of ReLU networks.</summary>
    Relative,

    /// <summary>w' = w + sigma rms(W) e, with the root mean square of the weight's own tensor.</summary>
    Additive,
}

/// <summary>A law of noisy copies of a model; e is independent standard Gaussian for every weight.</summary>
public sealed record WeightNoise
{
    /// <summary>Creates a noise law.</summary>
    /// <param name="kind">How the noise enters.</param>
    /// <param name="sigma">Its scale, finite and not negative; 0 for <see cref="WeightNoiseKind.None"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="sigma"/> is negative, not finite, or not 0 where the kind is None.</exception>
    public WeightNoise(WeightNoiseKind kind, double sigma)
    {
        if (!double.IsFinite(sigma) || sigma < 0 || (kind == WeightNoiseKind.None && sigma != 0))
        {
            throw new ArgumentOutOfRangeException(nameof(sigma), sigma, "The noise scale must be finite and not negative, and 0 without noise.");
        }

        Kind = kind;
        Sigma = sigma;
    }

    /// <summary>No noise.</summary>
    public static WeightNoise None { get; } = new(WeightNoiseKind.None, 0);

    /// <summary>How the noise enters the weights.</summary>
    public WeightNoiseKind Kind { get; }

    /// <summary>Scale of the noise, not negative.</summary>
    public double Sigma { get; }

    /// <summary>
    /// Draws one noisy copy. For each weight it costs a draw, and two products and a sum where the noise is relative; one product and one sum, and the root mean squares, where it is additive.
    /// </summary>
    /// <param name="model">The base model.</param>
    /// <param name="random">Yields one Gaussian per weight, tensor by tensor in the order of <see cref="Model.Tensors"/>.</param>
    /// <returns>A new model; <paramref name="model"/> itself without noise.</returns>
    public Model Apply(Model model, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(random);
        if (Kind == WeightNoiseKind.None)
        {
            return model;
        }

        ComputeMeter.ChargeWindow(Operations(model), 1);
        var noisy = new List<WeightTensor>(model.Tensors.Count);
        foreach (var tensor in model.Tensors)
        {
            double scale = Kind == WeightNoiseKind.Additive ? Sigma * tensor.RootMeanSquare : 0;
            var values = new float[tensor.Values.Length];
            for (int i = 0; i < values.Length; i++)
            {
                double weight = tensor.Values[i];
                double e = random.NextGaussian();
                values[i] = (float)(Kind == WeightNoiseKind.Relative ? weight * (1 + (Sigma * e)) : weight + (scale * e));
            }

            noisy.Add(new WeightTensor(tensor.Name, tensor.Shape, values));
        }

        return model.WithTensors(noisy);
    }

    /// <summary>For example <c>relative:0.01</c> or <c>none</c>.</summary>
    /// <returns>The form that the command line reads.</returns>
    public override string ToString() => Kind switch
    {
        WeightNoiseKind.None => "none",
        WeightNoiseKind.Relative => "relative:" + Sigma.ToString("R", CultureInfo.InvariantCulture),
        _ => "additive:" + Sigma.ToString("R", CultureInfo.InvariantCulture),
    };

    // Without the root mean squares, which are counted where they are computed.
    private OperationCounts Operations(Model model)
    {
        long weights = model.ParameterCount;
        return OperationCounts.Of(
            (OperationClass.GaussianDraw, weights),
            (OperationClass.MultiplyDouble, Kind == WeightNoiseKind.Relative ? 2 * weights : weights + model.Tensors.Count),
            (OperationClass.AddDouble, weights));
    }
}
