using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AlgZoo.Hosting;

/// <summary>
/// Small straight-line methods that are only ever called directly. They are charged where they are called and left as they are, so that the JIT can still inline them: operators of a vector struct,
/// property getters.
/// </summary>
internal sealed class LeafMethods(IReadOnlyDictionary<MethodDefinition, MethodAnalysis> analyses, IReadOnlySet<MethodDefinition> addressTaken)
{
    private readonly Dictionary<MethodDefinition, OperationCounts?> _costs = [];

    /// <summary>What a call of a leaf costs; null for a method that counts for itself.</summary>
    public OperationCounts? CostOf(MethodDefinition method)
    {
        if (_costs.TryGetValue(method, out var known))
        {
            return known;
        }

        // A method that is asked about while it is being looked at calls itself: no leaf.
        _costs[method] = null;
        return _costs[method] = analyses.TryGetValue(method, out var analysis) && IsLeaf(analysis) ? Cost(analysis) : null;
    }

    private OperationCounts Cost(MethodAnalysis analysis) =>
        analysis.InnerCalls.Aggregate(analysis.Total, (sum, call) => CostOf(call.Callee) is { } inner ? sum + inner : sum);

    private bool IsLeaf(MethodAnalysis analysis)
    {
        var method = analysis.Method;
        return !method.IsVirtual
            && !method.HasOverrides
            && !addressTaken.Contains(method)
            && !IsCalledByTheRuntime(method)
            && analysis.Generic.Count == 0
            && analysis.Spans.Count == 0
            && analysis.Unmetered.Count == 0
            && method.Body.ExceptionHandlers.Count == 0
            && method.Body.Instructions.All(IsStraight);
    }

    // Static constructors, and constructors by dependency injection. What is called through an interface, static members too, is virtual or overrides.
    private static bool IsCalledByTheRuntime(MethodDefinition method) => method.IsConstructor && (method.IsStatic || !method.DeclaringType.IsValueType);

    private static bool IsStraight(Instruction instruction) =>
        instruction.OpCode.FlowControl is not (FlowControl.Branch or FlowControl.Cond_Branch or FlowControl.Throw) && instruction.OpCode.Code is not (Code.Jmp or Code.Tail);
}
