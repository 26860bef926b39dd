using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace AlgZoo.Hosting;

/// <summary>Operations by method name, or by signature such as <c>Multiply(Complex,Double)</c> where overloads differ.</summary>
internal sealed class OperationTable
{
    private readonly FrozenDictionary<string, OperationCounts> _operations;

    /// <summary>Creates a table.</summary>
    /// <param name="rows">Operations with the names that cost them, separated by spaces.</param>
    public OperationTable(params ReadOnlySpan<(OperationCounts Operations, string Names)> rows)
    {
        var operations = new Dictionary<string, OperationCounts>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            foreach (string name in row.Names.Split(' '))
            {
                operations.Add(name, row.Operations);
            }
        }

        _operations = operations.ToFrozenDictionary(StringComparer.Ordinal);
    }

    public bool TryGet(string name, [NotNullWhen(true)] out OperationCounts? operations) => _operations.TryGetValue(name, out operations);

    public bool TryGet(Callee callee, [NotNullWhen(true)] out OperationCounts? operations) =>
        TryGet(callee.Signature, out operations) || TryGet(callee.Operation, out operations);
}
