using System.Numerics;
using AlgZoo.Evaluation;
using AlgZoo.Metering;

namespace AlgZoo.Hosting;

/// <summary>Hands out the ids of the operation mixes of a set of assemblies. Ids are given in the order of asking, so that the same input gives the same output.</summary>
internal sealed class MixTable
{
    private readonly Dictionary<OperationCounts, int> _ids = Enum.GetValues<OperationClass>().ToDictionary(operation => OperationCounts.Of((operation, 1)), operation => (int)operation);
    private readonly List<OperationCounts> _own = [];
    private readonly List<UnmeteredCall> _calls = [];

    /// <summary>The mixes beside the units of <see cref="OperationMixes"/>.</summary>
    public IReadOnlyList<OperationCounts> Own => _own;

    /// <summary>The call sites that have a mix, without operations, to count their hits.</summary>
    public IReadOnlyList<UnmeteredCall> Calls => _calls;

    /// <summary>Number of mixes, with the units.</summary>
    public int Count => OperationCounts.Classes + _own.Count;

    /// <summary>The mix that operations are a multiple of.</summary>
    public (int Mix, long Times) Find(OperationCounts operations)
    {
        long divisor = operations.Occurring().Aggregate(0L, (sum, entry) => (long)BigInteger.GreatestCommonDivisor(sum, entry.Count));
        var mix = divisor == 1 ? operations : OperationCounts.Of([.. operations.Occurring().Select(entry => (entry.Operation, entry.Count / divisor))]);
        if (!_ids.TryGetValue(mix, out int id))
        {
            id = Count;
            _ids.Add(mix, id);
            _own.Add(mix);
        }

        return (id, divisor);
    }

    /// <summary>A mix of its own for a call site that the meter cannot see.</summary>
    public int Add(string callee, UnmeteredKind kind, string caller, string? source)
    {
        int id = Count;
        _own.Add(OperationCounts.None);
        _calls.Add(new UnmeteredCall(callee, kind, caller, source, id));
        return id;
    }
}
