using System.Runtime.Intrinsics;

namespace AlgZoo.Plugins;

/// <summary>Products of a matrix and several vectors at once, one a lane.</summary>
internal static class MatrixTimesLanes
{
    /// <summary>
    /// output_i += sum_j M_ij input_j, in each of 8 lanes, with M_ij = matrix[i * rowStride + j * columnStride]: strides (columns, 1) for a row-major matrix, (1, rows of it) for its transpose.
    /// </summary>
    public static void Add(ReadOnlySpan<float> matrix, int rowStride, int columnStride, ReadOnlySpan<Vector256<float>> input, Span<Vector256<float>> output)
    {
        // Four rows at a time keep the multiply-add units busy.
        int i = 0;
        for (; i + 4 <= output.Length; i += 4)
        {
            var (first, second, third, fourth) = (output[i], output[i + 1], output[i + 2], output[i + 3]);
            int at = i * rowStride;
            foreach (var value in input)
            {
                first = Vector256.FusedMultiplyAdd(Vector256.Create(matrix[at]), value, first);
                second = Vector256.FusedMultiplyAdd(Vector256.Create(matrix[at + rowStride]), value, second);
                third = Vector256.FusedMultiplyAdd(Vector256.Create(matrix[at + (2 * rowStride)]), value, third);
                fourth = Vector256.FusedMultiplyAdd(Vector256.Create(matrix[at + (3 * rowStride)]), value, fourth);
                at += columnStride;
            }

            (output[i], output[i + 1], output[i + 2], output[i + 3]) = (first, second, third, fourth);
        }

        for (; i < output.Length; i++)
        {
            var sum = output[i];
            int at = i * rowStride;
            foreach (var value in input)
            {
                sum = Vector256.FusedMultiplyAdd(Vector256.Create(matrix[at]), value, sum);
                at += columnStride;
            }

            output[i] = sum;
        }
    }
}
