namespace AlgZoo.Metering;

/// <summary>
/// The vectors of operation counts that the blocks of a metered plugin add when they are executed. The first <see cref="OperationCounts.Classes"/> are the units: one operation of each class.
/// </summary>
internal sealed class OperationMixes
{
    /// <summary>The units alone.</summary>
    public static readonly OperationMixes Units = new([]);

    private readonly OperationCounts[] _mixes;
    private readonly MixTally[] _template;

    /// <summary>Joins the units and a plugin's own mixes.</summary>
    public OperationMixes(IEnumerable<OperationCounts> own)
    {
        _mixes = [.. Enum.GetValues<OperationClass>().Select(operation => OperationCounts.Of((operation, 1))), .. own];
        _template = Array.ConvertAll(_mixes, mix => new MixTally { Price = PriceTable.Default.Price(mix) });
    }

    public int Count => _mixes.Length;

    public OperationCounts this[int mix] => _mixes[mix];

    /// <summary>Fresh tallies for one thread.</summary>
    public MixTally[] NewTallies() => [.. _template];
}

/// <summary>How often a thread executed a mix, and what it costs.</summary>
internal struct MixTally
{
    /// <summary>Times executed.</summary>
    public long Executions;

    /// <summary>FLOPs of one execution.</summary>
    public long Price;
}
