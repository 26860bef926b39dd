namespace AlgZoo.Plugins;

/// <summary>Products of small row-major matrices.</summary>
internal static class SmallMatrix
{
    public static double[] Read(ReadOnlySpan<float> weights)
    {
        double[] matrix = new double[weights.Length];
        for (int i = 0; i < matrix.Length; i++)
        {
            matrix[i] = weights[i];
        }

        return matrix;
    }

    public static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        double sum = 0;
        for (int i = 0; i < left.Length; i++)
        {
            sum += left[i] * right[i];
        }

        return sum;
    }

    /// <summary>The matrix [r, d] times each of the vectors [count, d]: shape [count, r].</summary>
    public static double[] MapAll(ReadOnlySpan<double> matrix, ReadOnlySpan<double> vectors, int d)
    {
        int rows = matrix.Length / d;
        int count = vectors.Length / d;
        double[] images = new double[count * rows];
        for (int k = 0; k < count; k++)
        {
            for (int i = 0; i < rows; i++)
            {
                images[(k * rows) + i] = Dot(matrix.Slice(i * d, d), vectors.Slice(k * d, d));
            }
        }

        return images;
    }

    /// <summary>left [r, d] times right [d, c]: shape [r, c].</summary>
    public static double[] Multiply(ReadOnlySpan<double> left, ReadOnlySpan<double> right, int d)
    {
        int columns = right.Length / d;
        double[] transposed = new double[right.Length];
        for (int i = 0; i < right.Length; i++)
        {
            transposed[(i % columns * d) + (i / columns)] = right[i];
        }

        return MapAll(transposed, left, d);
    }

    public static double[] Transpose(ReadOnlySpan<double> square, int d)
    {
        double[] transposed = new double[square.Length];
        for (int i = 0; i < square.Length; i++)
        {
            transposed[(i % d * d) + (i / d)] = square[i];
        }

        return transposed;
    }
}
