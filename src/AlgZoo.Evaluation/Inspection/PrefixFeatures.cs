using System.Globalization;
using System.Runtime.Intrinsics;
using AlgZoo.Numerics;

namespace AlgZoo.Evaluation;

/// <summary>What a neuron may keep of the inputs x_1, .., x_t that have been read, for 32 sequences side by side. At the first step those that need two inputs are 0.</summary>
internal sealed class PrefixFeatures
{
    private const int Lanes = StateSampler.Lanes;

    private readonly int _length;
    private readonly float[] _sorted;
    private readonly float[] _sums = new float[Lanes];
    private readonly float[] _positions = new float[Lanes];

    /// <summary>Prepares the features of sequences.</summary>
    /// <param name="sequenceLength">Sequence length n.</param>
    public PrefixFeatures(int sequenceLength)
    {
        _length = sequenceLength;
        _sorted = new float[sequenceLength * Lanes];
        Values = new float[Count(sequenceLength - 1) * Lanes];
    }

    /// <summary>Names of the features of every step.</summary>
    public static IReadOnlyList<string> EveryStep { get; } = ["last", "max", "second", "max-before", "min", "median", "mean", "rise", "drop", "gap", "argmax"];

    /// <summary>The values of the step that was read last, shape [<see cref="Count"/>][32].</summary>
    public float[] Values { get; }

    /// <summary>Names of the features of the last step: those of every step and the leave-one-out maxima.</summary>
    /// <param name="sequenceLength">Sequence length n.</param>
    public static IReadOnlyList<string> LastStep(int sequenceLength) =>
        [.. EveryStep, .. Enumerable.Range(0, sequenceLength - 1).Select(position => string.Create(CultureInfo.InvariantCulture, $"max-without-{position}"))];

    /// <summary>Number of features of a step.</summary>
    /// <param name="step">Zero-based step.</param>
    public int Count(int step) => EveryStep.Count + (step == _length - 1 ? _length - 1 : 0);

    /// <summary>Reads the next inputs.</summary>
    /// <param name="step">Zero-based step; 0 begins new sequences.</param>
    /// <param name="inputs">Shape [32].</param>
    public void Read(int step, ReadOnlySpan<float> inputs)
    {
        for (int lane = 0; lane < Lanes; lane += Vector256<float>.Count)
        {
            var last = Vector256.Create(inputs[lane..]);
            var before = Insert(step, lane, last);
            var max = Sorted(step, lane);
            var second = step == 0 ? Vector256<float>.Zero : Sorted(step - 1, lane);
            var sum = step == 0 ? last : Vector256.Create(_sums.AsSpan(lane)) + last;
            sum.CopyTo(_sums.AsSpan(lane));
            var isRise = Vector256.Equals(last, max);
            var argmax = step == 0 ? Vector256<float>.Zero : Vector256.ConditionalSelect(isRise, Vector256.Create((float)step), Vector256.Create(_positions.AsSpan(lane)));
            argmax.CopyTo(_positions.AsSpan(lane));
            var upperMiddle = Sorted((step + 1) / 2, lane);
            var lowerMiddle = Sorted(step / 2, lane);
            ReadOnlySpan<Vector256<float>> features =
            [
                last, max, second, before, Sorted(0, lane), 0.5f * (lowerMiddle + upperMiddle), sum / (step + 1), step == 0 ? Vector256<float>.Zero : max - before, max - last,
                step == 0 ? Vector256<float>.Zero : max - second, argmax,
            ];
            for (int i = 0; i < features.Length; i++)
            {
                features[i].CopyTo(Values.AsSpan((i * Lanes) + lane));
            }

            for (int i = features.Length; i < Count(step); i++)
            {
                var isArgmax = Vector256.Equals(argmax, Vector256.Create((float)(i - features.Length)));
                Vector256.ConditionalSelect(isArgmax, second, max).CopyTo(Values.AsSpan((i * Lanes) + lane));
            }
        }
    }

    // Puts values into the sorted prefix; returns the largest of those before, 0 for the first.
    private Vector256<float> Insert(int step, int lane, Vector256<float> value)
    {
        var before = step == 0 ? Vector256<float>.Zero : Sorted(step - 1, lane);
        for (int rank = 0; rank < step; rank++)
        {
            var other = Sorted(rank, lane);
            Vector256.Min(other, value).CopyTo(_sorted.AsSpan((rank * Lanes) + lane));
            value = Vector256.Max(other, value);
        }

        value.CopyTo(_sorted.AsSpan((step * Lanes) + lane));
        return before;
    }

    private Vector256<float> Sorted(int rank, int lane) => Vector256.Create(_sorted.AsSpan((rank * Lanes) + lane));
}
