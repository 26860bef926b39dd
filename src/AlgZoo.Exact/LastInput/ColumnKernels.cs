using System.Numerics;
using System.Runtime.Intrinsics;

namespace AlgZoo.Exact;

/// <summary>Products of a matrix held by columns with a vector of which only some elements are not zero. Lanes are exact: eight at a time, then one by one, so that no padding is computed or counted.</summary>
internal static class ColumnKernels
{
    private const int Lanes = 8;

    /// <summary>The transpose of a row-major matrix: column j holds elements [j * rows, (j + 1) * rows).</summary>
    public static float[] Transpose(ReadOnlySpan<float> matrix, int rows, int columns)
    {
        float[] transposed = new float[matrix.Length];
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                transposed[(j * rows) + i] = matrix[(i * columns) + j];
            }
        }

        return transposed;
    }

    /// <summary>sum = the sum of column j times values[j] over the chosen j. Costs rows for the first j and 2 rows for every other.</summary>
    public static void WeightedSum(ReadOnlySpan<float> columns, ReadOnlySpan<float> values, ReadOnlySpan<int> chosen, Span<float> sum)
    {
        if (chosen.IsEmpty)
        {
            sum.Clear();
            return;
        }

        int rows = sum.Length;
        int first = chosen[0];
        var others = chosen[1..];
        int i = 0;
        for (; i + Lanes <= rows; i += Lanes)
        {
            var total = Vector256.Create(columns[((first * rows) + i)..]) * values[first];
            foreach (int j in others)
            {
                total = Vector256.FusedMultiplyAdd(Vector256.Create(columns[((j * rows) + i)..]), Vector256.Create(values[j]), total);
            }

            total.CopyTo(sum[i..]);
        }

        for (; i < rows; i++)
        {
            float total = columns[(first * rows) + i] * values[first];
            foreach (int j in others)
            {
                total = MathF.FusedMultiplyAdd(columns[(j * rows) + i], values[j], total);
            }

            sum[i] = total;
        }
    }

    /// <summary>sum = the sum of the chosen columns. Costs rows for every column but the first.</summary>
    public static void Sum(ReadOnlySpan<float> columns, ReadOnlySpan<int> chosen, Span<float> sum)
    {
        if (chosen.IsEmpty)
        {
            sum.Clear();
            return;
        }

        int rows = sum.Length;
        columns.Slice(chosen[0] * rows, rows).CopyTo(sum);
        foreach (int j in chosen[1..])
        {
            Add(sum, columns.Slice(j * rows, rows));
        }
    }

    /// <summary>sum += term.</summary>
    public static void Add(Span<float> sum, ReadOnlySpan<float> term)
    {
        int i = 0;
        for (; i + Lanes <= sum.Length; i += Lanes)
        {
            (Vector256.Create<float>(sum[i..]) + Vector256.Create(term[i..])).CopyTo(sum[i..]);
        }

        for (; i < sum.Length; i++)
        {
            sum[i] += term[i];
        }
    }

    /// <summary>difference -= term.</summary>
    public static void Subtract(Span<float> difference, ReadOnlySpan<float> term)
    {
        int i = 0;
        for (; i + Lanes <= difference.Length; i += Lanes)
        {
            (Vector256.Create<float>(difference[i..]) - Vector256.Create(term[i..])).CopyTo(difference[i..]);
        }

        for (; i < difference.Length; i++)
        {
            difference[i] -= term[i];
        }
    }

    /// <summary>result = offset + slope * x. Costs two operations an element.</summary>
    public static void Line(ReadOnlySpan<float> offset, ReadOnlySpan<float> slope, float x, Span<float> result)
    {
        int i = 0;
        for (; i + Lanes <= result.Length; i += Lanes)
        {
            Vector256.FusedMultiplyAdd(Vector256.Create(slope[i..]), Vector256.Create(x), Vector256.Create(offset[i..])).CopyTo(result[i..]);
        }

        for (; i < result.Length; i++)
        {
            result[i] = MathF.FusedMultiplyAdd(slope[i], x, offset[i]);
        }
    }

    /// <summary>result = vector * x.</summary>
    public static void Scale(ReadOnlySpan<float> vector, float x, Span<float> result)
    {
        int i = 0;
        for (; i + Lanes <= result.Length; i += Lanes)
        {
            (Vector256.Create(vector[i..]) * x).CopyTo(result[i..]);
        }

        for (; i < result.Length; i++)
        {
            result[i] = vector[i] * x;
        }
    }

    /// <summary>Writes the indices of the elements above 0 and returns how many there are.</summary>
    public static int Positive(ReadOnlySpan<float> values, Span<int> indices)
    {
        int count = 0;
        int i = 0;
        for (; i + Lanes <= values.Length; i += Lanes)
        {
            for (uint bits = Vector256.GreaterThan(Vector256.Create(values[i..]), Vector256<float>.Zero).ExtractMostSignificantBits(); bits != 0; bits &= bits - 1)
            {
                indices[count++] = i + BitOperations.TrailingZeroCount(bits);
            }
        }

        for (; i < values.Length; i++)
        {
            if (values[i] > 0)
            {
                indices[count++] = i;
            }
        }

        return count;
    }

    /// <summary>Bit k is set where values[k] is at least the threshold; at most 64 values.</summary>
    public static ulong AtLeast(ReadOnlySpan<float> values, float threshold)
    {
        ulong mask = 0;
        int i = 0;
        for (; i + Lanes <= values.Length; i += Lanes)
        {
            mask |= (ulong)Vector256.GreaterThanOrEqual(Vector256.Create(values[i..]), Vector256.Create(threshold)).ExtractMostSignificantBits() << i;
        }

        for (; i < values.Length; i++)
        {
            if (values[i] >= threshold)
            {
                mask |= 1UL << i;
            }
        }

        return mask;
    }
}
