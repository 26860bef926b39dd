using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AlgZoo.Numerics;

/// <summary>The cross-entropy on tiles, in double precision: sums of exponentials lose too much in single precision where a model is sure.</summary>
internal static unsafe class CrossEntropies
{
    /// <summary>log sum exp(logits) - logit of the label, for every lane.</summary>
    /// <param name="logits">Shape [tiles][o][32].</param>
    /// <param name="outputSize">Output size o.</param>
    /// <param name="labels">Shape [tiles][32].</param>
    /// <param name="values">Shape [count]: receives the values of the first lanes.</param>
    public static void Evaluate(float* logits, int outputSize, int* labels, Span<double> values)
    {
        double* logSums = stackalloc double[Tile.Lanes];
        double* largest = stackalloc double[Tile.Lanes];
        for (int first = 0; first < values.Length; first += Tile.Lanes, logits += outputSize * Tile.Lanes, labels += Tile.Lanes)
        {
            LogSumExp(logits, outputSize, largest, logSums);
            int lanes = Math.Min(Tile.Lanes, values.Length - first);
            for (int lane = 0; lane < lanes; lane++)
            {
                values[first + lane] = logSums[lane] + (largest[lane] - logits[(labels[lane] * Tile.Lanes) + lane]);
            }
        }
    }

    // The largest logit and, less that, the logarithm of the sum of exponentials.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void LogSumExp(float* logits, int outputSize, double* largestLogits, double* logSums)
    {
        for (int lane = 0; lane < Tile.Lanes; lane += Vector256<float>.Count, logits += Vector256<float>.Count)
        {
            var largest = Vector256.Load(logits);
            for (int i = 1; i < outputSize; i++)
            {
                largest = Vector256.Max(largest, Vector256.Load(logits + (i * Tile.Lanes)));
            }

            var (lowerLargest, upperLargest) = Vector256.Widen(largest);
            var lowerSum = Vector256<double>.Zero;
            var upperSum = Vector256<double>.Zero;
            for (int i = 0; i < outputSize; i++)
            {
                var (lower, upper) = Vector256.Widen(Vector256.Load(logits + (i * Tile.Lanes)));
                lowerSum += PortableMath.ExpOfNonpositive(lower - lowerLargest);
                upperSum += PortableMath.ExpOfNonpositive(upper - upperLargest);
            }

            lowerLargest.Store(largestLogits + lane);
            upperLargest.Store(largestLogits + lane + Vector256<double>.Count);
            PortableMath.Log(lowerSum).Store(logSums + lane);
            PortableMath.Log(upperSum).Store(logSums + lane + Vector256<double>.Count);
        }
    }
}
