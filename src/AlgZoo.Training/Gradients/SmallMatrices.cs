using System.Runtime.Intrinsics;

namespace AlgZoo.Training;

/// <summary>Square row-major matrices of the size of the weights, worked on once a batch. The same bits on every machine.</summary>
internal static unsafe class SmallMatrices
{
    /// <summary>product = scale · left · right.</summary>
    /// <param name="left">The left factor, of any layout.</param>
    /// <param name="right">The right factor, row-major, as large as the left one.</param>
    /// <param name="scale">A factor.</param>
    /// <param name="product">Receives the product, row-major; must not overlap the factors.</param>
    public static void Multiply(in MatrixView left, float* right, float scale, float* product)
    {
        int size = left.Rows;
        int rowStep = left.RowStep;
        int columnStep = left.ColumnStep;
        float* weights = left.First;
        for (int row = 0; row < size; row++, weights += rowStep, product += size)
        {
            int column = 0;
            for (; column + Vector128<float>.Count <= size; column += Vector128<float>.Count)
            {
                var sum = Vector128<float>.Zero;
                for (int k = 0; k < size; k++)
                {
                    sum = Vector128.FusedMultiplyAdd(Vector128.Create(weights[k * columnStep]), Vector128.Load(right + (k * size) + column), sum);
                }

                (sum * scale).Store(product + column);
            }

            for (; column < size; column++)
            {
                float sum = 0;
                for (int k = 0; k < size; k++)
                {
                    sum = MathF.FusedMultiplyAdd(weights[k * columnStep], right[(k * size) + column], sum);
                }

                product[column] = sum * scale;
            }
        }
    }

    /// <summary>Writes the transpose of a square matrix.</summary>
    public static void Transpose(float* matrix, int size, float* transpose)
    {
        for (int row = 0; row < size; row++)
        {
            for (int column = 0; column < size; column++)
            {
                transpose[(column * size) + row] = matrix[(row * size) + column];
            }
        }
    }
}
