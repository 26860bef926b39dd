using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace AlgZoo.Evaluation;

/// <summary>
/// One of the parts into which a run is split: a contiguous range of its noisy copies (model, then draw), as long as every other part or one shorter. Contiguous, so that an estimator that is given up in a shard
/// is also given up in the whole run, no later: merging loses nothing.
/// </summary>
/// <param name="Index">Which part, from 1.</param>
/// <param name="Count">How many parts there are.</param>
public sealed record Shard(int Index, int Count)
{
    /// <summary>Reads <c>i/n</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="shard">The shard.</param>
    /// <returns>Whether the text is a shard with 1 ≤ i ≤ n.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out Shard? shard)
    {
        ArgumentNullException.ThrowIfNull(text);
        shard = text.Split('/') is [var first, var second]
            && int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out int index)
            && int.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out int count)
            && index >= 1 && index <= count
            ? new Shard(index, count)
            : null;
        return shard is not null;
    }

    /// <summary>The form that <see cref="TryParse"/> reads.</summary>
    /// <returns>For example <c>2/8</c>.</returns>
    public override string ToString() => FormattableString.Invariant($"{Index}/{Count}");

    /// <summary>The noisy copies of a part, from the first to before the last; all of them without a shard.</summary>
    internal static (long Start, long End) Range(Shard? shard, long copies) =>
        shard is null ? (0, copies) : (copies * (shard.Index - 1) / shard.Count, copies * shard.Index / shard.Count);
}
