using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AlgZoo.Hosting;

/// <summary>What the instructions of one method cost.</summary>
internal sealed class MethodAnalysis(MethodDefinition method)
{
    private readonly Dictionary<Instruction, OperationCounts> _fixed = [];

    public MethodDefinition Method { get; } = method;

    /// <summary>Costs that are known now, by instruction.</summary>
    public IReadOnlyDictionary<Instruction, OperationCounts> Fixed => _fixed;

    /// <summary>Costs that depend on a type argument.</summary>
    public List<(Instruction Call, CallCost Cost)> Generic { get; } = [];

    /// <summary>Costs that grow with the length of a span.</summary>
    public List<(Instruction Call, CallCost Cost)> Spans { get; } = [];

    /// <summary>Calls that the meter cannot see, with the id that counts their hits.</summary>
    public List<(Instruction Call, int Mix)> Unmetered { get; } = [];

    /// <summary>Calls that can ask the meter, or tell another thread that work is done: what was counted so far must be on the meter.</summary>
    public HashSet<Instruction> Witnesses { get; } = [];

    /// <summary>Calls of unknown code, through a delegate, that may do so.</summary>
    public HashSet<Instruction> Invocations { get; } = [];

    /// <summary>Calls of methods that are metered themselves.</summary>
    public List<(Instruction Call, MethodDefinition Callee)> InnerCalls { get; } = [];

    /// <summary>Whether anything in it counts.</summary>
    public bool HasCosts => _fixed.Count > 0 || Generic.Count > 0 || Spans.Count > 0 || Unmetered.Count > 0;

    /// <summary>All fixed costs, if every instruction is executed once.</summary>
    public OperationCounts Total => _fixed.Values.Aggregate(OperationCounts.None, (sum, cost) => sum + cost);

    public void Add(Instruction instruction, OperationCounts cost)
    {
        if (!cost.Equals(OperationCounts.None))
        {
            _fixed[instruction] = _fixed.TryGetValue(instruction, out var known) ? known + cost : cost;
        }
    }

    public void Add(Instruction call, CallCost cost)
    {
        if (cost.SpanParameter >= 0)
        {
            Spans.Add((call, cost));
        }
        else if (cost.GenericElement is not null)
        {
            Generic.Add((call, cost));
        }
        else
        {
            Add(call, cost.Operations);
        }
    }
}
