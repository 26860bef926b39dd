using Mono.Cecil.Cil;

namespace AlgZoo.Hosting;

/// <summary>
/// The locals in which a method's innermost loops count. A local stays in a register, where an update of the thread's counter in every round would cost as much as the loop's own work.
/// </summary>
internal sealed class LoopCounters(MethodBody body)
{
    // A method with more distinct mixes in its loops is large: further locals would push its own out of their registers.
    private const int MaximumLocals = 8;

    // What a loop may keep to itself before it tells the thread's counter, in operations, and in rounds: enough for the telling not to be felt, and what an exception can lose.
    private const long OperationsKept = 1 << 15;
    private const long FewestRounds = 16;
    private const long MostRounds = 512;

    private readonly SortedDictionary<string, LoopLocal> _locals = new(StringComparer.Ordinal);
    private readonly Dictionary<Loop, LoopUse> _uses = [];

    /// <summary>The locals, in the order of their mixes.</summary>
    public IReadOnlyCollection<LoopLocal> Locals => _locals.Values;

    /// <summary>Gives a mix of a loop a local, unless the method has too many.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="mix">The mix.</param>
    /// <param name="times">How often one round executes it.</param>
    /// <param name="operations">Operations of one round.</param>
    public void Claim(Loop loop, BlockMix mix, long times, long operations)
    {
        if (!_locals.TryGetValue(mix.Key, out var local))
        {
            if (_locals.Count == MaximumLocals)
            {
                return;
            }

            local = new LoopLocal(mix, new VariableDefinition(body.Method.Module.TypeSystem.Int64));
            body.Variables.Add(local.Variable);
            _locals.Add(mix.Key, local);
        }

        _uses.TryAdd(loop, new LoopUse());
        _uses[loop].Add(local, times, operations);
    }

    /// <summary>The local in which a mix is counted; null for none.</summary>
    public VariableDefinition? LocalOf(BlockMix mix) => _locals.GetValueOrDefault(mix.Key)?.Variable;

    /// <summary>The locals that a loop counts in.</summary>
    public IReadOnlyList<LoopLocal> Of(Loop loop) => _uses.TryGetValue(loop, out var use) ? use.Locals : [];

    /// <summary>How much, over all its locals, a loop keeps to itself.</summary>
    public long Kept(Loop loop) => _uses[loop].Times * _uses[loop].Rounds;

    /// <summary>The most operations that the loops of the method together keep to themselves.</summary>
    public long OperationsAtRisk => _uses.Values.Sum(use => use.Rounds * use.AllOperations);

    private sealed class LoopUse
    {
        public List<LoopLocal> Locals { get; } = [];

        public long Times { get; private set; } = 1;

        public long Operations { get; private set; } = 1;

        public long AllOperations { get; private set; }

        public long Rounds => Math.Clamp(OperationsKept / Operations, FewestRounds, MostRounds);

        public void Add(LoopLocal local, long times, long operations)
        {
            if (!Locals.Contains(local))
            {
                Locals.Add(local);
            }

            Times = Math.Max(Times, times);
            Operations = Math.Max(Operations, operations);
            AllOperations += operations;
        }
    }
}

/// <summary>A local that counts executions of a mix.</summary>
internal sealed record LoopLocal(BlockMix Mix, VariableDefinition Variable);
