namespace AlgZoo.Conformance;

/// <summary>Other weights of the same function.</summary>
internal static class Symmetries
{
    /// <summary>The neurons of a recurrent network, or the coordinates of a transformer's residual stream, in reverse order.</summary>
    public static Model Reversed(Model model)
    {
        int d = model.HiddenSize;
        int[] order = [.. Enumerable.Range(0, d).Reverse()];
        return Mapped(model, tensor => tensor.Name switch
        {
            ReluRnn.InputWeightsName => Rows(tensor, order),
            ReluRnn.RecurrentWeightsName => Rows(Columns(tensor, order), order),
            _ when tensor.Name.EndsWith("out_proj.weight", StringComparison.Ordinal) => Rows(tensor, order),
            _ => Columns(tensor, order),
        });
    }

    /// <summary>
    /// Neurons of a recurrent network at other scales: what goes in times c, what comes out divided by c. The factors are powers of two, so that no rounding differs. In a transformer likewise the
    /// coordinates of the values.
    /// </summary>
    public static Model Rescaled(Model model)
    {
        int d = model.HiddenSize;
        double[] factors = [.. Enumerable.Range(0, d).Select(i => i % 2 == 0 ? 4.0 : 0.5)];
        double[] none = [.. Enumerable.Repeat(1.0, d)];
        double[] inverse = Array.ConvertAll(factors, factor => 1 / factor);
        return Mapped(model, tensor => tensor.Name switch
        {
            ReluRnn.InputWeightsName => Scaled(tensor, factors, [1]),
            ReluRnn.RecurrentWeightsName => Scaled(tensor, factors, inverse),
            ReluRnn.OutputWeightsName => Scaled(tensor, [1], inverse),
            _ when tensor.Name.EndsWith("in_proj_weight", StringComparison.Ordinal) => Scaled(tensor, [.. none, .. none, .. factors], [1]),
            _ when tensor.Name.EndsWith("out_proj.weight", StringComparison.Ordinal) => Scaled(tensor, [1], inverse),
            _ => tensor,
        });
    }

    private static Model Mapped(Model model, Func<WeightTensor, WeightTensor> map) => model.WithTensors(model.Tensors.Select(map));

    private static WeightTensor Rows(WeightTensor tensor, int[] order)
    {
        int columns = tensor.Shape[1];
        return From(tensor, (row, column) => (order[row] * columns) + column, (_, _) => 1);
    }

    private static WeightTensor Columns(WeightTensor tensor, int[] order)
    {
        int columns = tensor.Shape[1];
        return From(tensor, (row, column) => (row * columns) + order[column], (_, _) => 1);
    }

    // One factor alone is that of every row, or column.
    private static WeightTensor Scaled(WeightTensor tensor, double[] rowFactors, double[] columnFactors)
    {
        int columns = tensor.Shape[1];
        return From(tensor, (row, column) => (row * columns) + column, (row, column) => rowFactors[row % rowFactors.Length] * columnFactors[column % columnFactors.Length]);
    }

    private static WeightTensor From(WeightTensor tensor, Func<int, int, int> source, Func<int, int, double> factor)
    {
        int columns = tensor.Shape[1];
        float[] values = new float[tensor.Values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            var (row, column) = (i / columns, i % columns);
            values[i] = (float)(factor(row, column) * tensor.Values[source(row, column)]);
        }

        return new WeightTensor(tensor.Name, tensor.Shape, values);
    }
}
