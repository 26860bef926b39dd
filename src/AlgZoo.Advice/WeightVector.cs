namespace AlgZoo.Advice;

/// <summary>All weights of a model as one vector, tensor by tensor in the order of <see cref="Model.Tensors"/>.</summary>
public static class WeightVector
{
    /// <summary>The weights of a model.</summary>
    /// <param name="model">The model.</param>
    /// <returns>Shape [<see cref="Model.ParameterCount"/>].</returns>
    public static float[] Of(Model model)
    {
        ArgumentNullException.ThrowIfNull(model);
        float[] weights = new float[model.ParameterCount];
        Fill(model, weights);
        return weights;
    }

    /// <summary>Copies the weights of a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="weights">Shape [<see cref="Model.ParameterCount"/>]: receives the weights.</param>
    public static void Fill(Model model, Span<float> weights)
    {
        ArgumentNullException.ThrowIfNull(model);
        foreach (var tensor in model.Tensors)
        {
            tensor.Values.CopyTo(weights);
            weights = weights[tensor.Values.Length..];
        }
    }
}
