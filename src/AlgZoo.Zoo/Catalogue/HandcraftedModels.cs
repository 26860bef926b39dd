using System.Globalization;

namespace AlgZoo.Zoo;

/// <summary>The three handcrafted 2nd-argmax models of the AlgZoo article, for the lengths 2, 3 and 10.</summary>
public static class HandcraftedModels
{
    // Slope of the length-3 model: the larger, the smaller the share of inputs on which it is wrong.
    private const double Lambda = 100;

    /// <summary>The lengths for which there is a model: 2, 3 and 10.</summary>
    public static IReadOnlyList<int> Lengths { get; } = [2, 3, 10];

    /// <summary>The model of a length.</summary>
    /// <param name="sequenceLength">2, 3 or 10.</param>
    /// <returns>Hidden size 2 (always right), 4 (0.9999 right) or 22 (0.9903 right).</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no model of that length.</exception>
    public static ReluRnn Create(int sequenceLength) => sequenceLength switch
    {
        2 => ReluRnn.Create(2, [1, -1], [-1, 1, 1, -1], [1, -1, -1, 1]),
        3 => Length3(),
        10 => Length10(),
        _ => throw new ArgumentOutOfRangeException(nameof(sequenceLength), sequenceLength, $"There are handcrafted models for the lengths {string.Join(", ", Lengths.Select(length => length.ToString(CultureInfo.InvariantCulture)))}."),
    };

    // Two coordinates that see the last two inputs through F, doubled by signs into four ReLU neurons.
    private static ReluRnn Length3()
    {
        const double L = Lambda;
        double[,] toNeurons = { { 1, 0 }, { 0, 1 }, { 0, -1 }, { -1, 0 } };
        double[,] fromNeurons = { { 1, 0, 0, -1 }, { 0, 1, -1, 0 } };
        double[,] older = { { 1, -L - 1 }, { -1, -L } };
        double determinant = (-2 * L) - 1;
        double[,] newerInverse = { { (L + 1) / determinant, -L / determinant }, { L / determinant, (-L - 1) / determinant } };
        double[,] input = { { L }, { L + 1 } };
        double[,] readOut = { { 1, 1 }, { -L, L + 1 }, { L + 1, -L } };
        double[,] absolute = { { 1, 0, 0, 1 }, { 0, 1, 1, 0 } };
        return ReluRnn.Create(
            3, ToFloat(Product(toNeurons, input)), ToFloat(Product(Product(toNeurons, Product(older, newerInverse)), fromNeurons)), ToFloat(Product(readOut, absolute)));
    }

    // Neurons 0 to 9 are a shift register of the inputs, 19 to 21 follow the running maximum and 10 to 18 what each input lacks to it.
    private static ReluRnn Length10()
    {
        const int D = 22;
        const int N = 10;
        var input = new float[D];
        var recurrent = new float[D * D];
        var output = new float[N * D];
        void Connect(int to, int from, float weight) => recurrent[(to * D) + from] = weight;
        void ReadOut(int logit, int from, float weight) => output[(logit * D) + from] = weight;

        input[9] = 1;
        for (int i = 0; i < 9; i++)
        {
            Connect(i, i + 1, 1);
        }

        for (int i = 10; i <= 17; i++)
        {
            input[i] = -1;
            Connect(i, i + 1, 1);
            Connect(i, 21, -1);
            Connect(i, 20, 1);
            Connect(i, 19, 1);
        }

        input[18] = -1;
        Connect(18, 20, 1);
        input[19] = 1;
        Connect(19, 19, -1);
        Connect(19, 20, -1);
        Connect(20, 19, 1);
        Connect(20, 20, 1);
        input[21] = -1;
        Connect(21, 19, 1);
        Connect(21, 20, 1);
        for (int i = 0; i < N; i++)
        {
            ReadOut(i, i, 1);
        }

        for (int i = 0; i < 9; i++)
        {
            ReadOut(i, 10 + i, 2);
            ReadOut(i, 21, -2);
            ReadOut(i, 20, 2);
            ReadOut(i, 19, 2);
        }

        ReadOut(9, 20, 2);
        return ReluRnn.Create(N, input, recurrent, output);
    }

    private static double[,] Product(double[,] left, double[,] right)
    {
        var product = new double[left.GetLength(0), right.GetLength(1)];
        for (int i = 0; i < product.GetLength(0); i++)
        {
            for (int j = 0; j < product.GetLength(1); j++)
            {
                for (int k = 0; k < right.GetLength(0); k++)
                {
                    product[i, j] += left[i, k] * right[k, j];
                }
            }
        }

        return product;
    }

    private static float[] ToFloat(double[,] matrix) => [.. matrix.Cast<double>().Select(value => (float)value)];
}
