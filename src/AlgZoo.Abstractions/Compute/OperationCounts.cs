using System.Diagnostics.CodeAnalysis;

namespace AlgZoo;

/// <summary>How many operations of each class were, or would be, executed. Immutable.</summary>
public sealed class OperationCounts : IEquatable<OperationCounts>
{
    /// <summary>Number of operation classes.</summary>
    public static readonly int Classes = Enum.GetValues<OperationClass>().Length;

    /// <summary>No operation at all.</summary>
    public static readonly OperationCounts None = new(new long[Classes]);

    private readonly long[] _counts;

    private OperationCounts(long[] counts)
    {
        _counts = counts;
    }

    /// <summary>The count of one class, not negative.</summary>
    /// <param name="operation">The class.</param>
    public long this[OperationClass operation] => _counts[(int)operation];

    /// <summary>Creates counts.</summary>
    /// <param name="counts">Classes with their counts, not negative; classes that are named twice are added up.</param>
    /// <returns>The counts; 0 for classes that are not named.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    public static OperationCounts Of(params ReadOnlySpan<(OperationClass Operation, long Count)> counts)
    {
        long[] sums = new long[Classes];
        foreach (var (operation, count) in counts)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(count, nameof(counts));
            sums[(int)operation] = checked(sums[(int)operation] + count);
        }

        return new OperationCounts(sums);
    }

    /// <summary>The sum, class by class.</summary>
    /// <param name="left">Counts.</param>
    /// <param name="right">Counts.</param>
    [SuppressMessage("Design", "CA1062:Validate arguments of public methods", Justification = "An operator.")]
    public static OperationCounts operator +(OperationCounts left, OperationCounts right)
    {
        long[] sums = new long[Classes];
        for (int i = 0; i < Classes; i++)
        {
            sums[i] = checked(left._counts[i] + right._counts[i]);
        }

        return new OperationCounts(sums);
    }

    /// <summary>The counts of something done several times.</summary>
    /// <param name="counts">Counts of doing it once.</param>
    /// <param name="times">How often, not negative.</param>
    [SuppressMessage("Design", "CA1062:Validate arguments of public methods", Justification = "An operator.")]
    public static OperationCounts operator *(OperationCounts counts, long times)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(times);
        return new OperationCounts(Array.ConvertAll(counts._counts, count => checked(count * times)));
    }

    /// <summary>The classes that occur, with their counts.</summary>
    /// <returns>Classes in order.</returns>
    public IEnumerable<(OperationClass Operation, long Count)> Occurring() =>
        _counts.Select((count, i) => ((OperationClass)i, count)).Where(entry => entry.count != 0);

    /// <inheritdoc/>
    public bool Equals(OperationCounts? other) => other is not null && _counts.AsSpan().SequenceEqual(other._counts);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as OperationCounts);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (long count in _counts)
        {
            hash.Add(count);
        }

        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", Occurring().Select(entry => FormattableString.Invariant($"{entry.Operation} {entry.Count}")));

    /// <summary>The same operations in double precision.</summary>
    internal OperationCounts InDoublePrecision() => Of([.. Occurring().Select(entry => (InDoublePrecision(entry.Operation), entry.Count))]);

    private static OperationClass InDoublePrecision(OperationClass operation) => operation switch
    {
        OperationClass.AddSingle => OperationClass.AddDouble,
        OperationClass.CompareSingle => OperationClass.CompareDouble,
        OperationClass.MultiplySingle => OperationClass.MultiplyDouble,
        OperationClass.FusedSingle => OperationClass.FusedDouble,
        OperationClass.DivideSingle => OperationClass.DivideDouble,
        OperationClass.SquareRootSingle => OperationClass.SquareRootDouble,
        OperationClass.TranscendentalSingle => OperationClass.TranscendentalDouble,
        _ => operation,
    };
}
