using AlgZoo.Metering;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AlgZoo.Hosting;

/// <summary>
/// Makes a method count what it executes. Blocks of innermost loops count in locals, which are told to the thread's counter every few hundred rounds and at the method's exits; all other blocks tell it
/// at once. Nothing is called inside a loop but what the JIT inlines: no vector register survives a call on most systems, and a loop with one would keep its running sums in memory.
/// </summary>
internal sealed class MethodRewriter
{
    private readonly MethodAnalysis _analysis;
    private readonly MixTable _mixes;
    private readonly MethodBody _body;
    private readonly RuntimeReferences _runtime;
    private readonly ControlFlow _flow;
    private readonly LoopCounters _loops;
    private readonly InstructionStream _stream = new();
    private readonly Dictionary<int, List<BlockCost>> _blocks = [];
    private readonly ILookup<Instruction, CallCost> _spans;
    private readonly ILookup<Instruction, int> _unmetered;
    private readonly HashSet<Instruction> _guarded;
    private readonly HashSet<Instruction> _witnesses;
    private VariableDefinition? _counter;
    private VariableDefinition? _atRisk;

    private MethodRewriter(MethodAnalysis analysis, LeafMethods leaves, MixTable mixes)
    {
        _analysis = analysis;
        _mixes = mixes;
        _body = analysis.Method.Body;
        _runtime = RuntimeReferences.Of(analysis.Method.Module);
        _flow = new ControlFlow(_body);
        _loops = new LoopCounters(_body);
        // Anything that is put before a call goes before its prefixes.
        _spans = analysis.Spans.ToLookup(each => FirstPrefix(each.Call), each => each.Cost);
        _unmetered = analysis.Unmetered.ToLookup(each => FirstPrefix(each.Call), each => each.Mix);
        _guarded = [.. CatchGuards.HandlersOf(analysis.Method)];
        _witnesses = [.. Witnesses(leaves).Select(FirstPrefix)];
        Plan(leaves);
    }

    /// <summary>Rewrites a method, unless nothing in it counts.</summary>
    /// <param name="analysis">The method.</param>
    /// <param name="leaves">What calls of leaf methods cost.</param>
    /// <param name="mixes">Hands out mixes.</param>
    /// <returns>Whether it was rewritten.</returns>
    public static bool Rewrite(MethodAnalysis analysis, LeafMethods leaves, MixTable mixes)
    {
        var entrance = OutsideCells.Entrance(analysis.Method);
        var rewriter = new MethodRewriter(analysis, leaves, mixes);
        bool counts = rewriter._blocks.Count > 0 || analysis.Spans.Count > 0 || analysis.Unmetered.Count > 0;
        if (!counts && rewriter._guarded.Count == 0 && entrance is null)
        {
            return false;
        }

        rewriter.Emit(needsCounter: counts || rewriter._guarded.Count > 0);
        if (entrance is not null)
        {
            OutsideCells.Wrap(analysis.Method, entrance);
        }

        return true;
    }

    private static Instruction FirstPrefix(Instruction call)
    {
        var first = call;
        while (first.Previous is { OpCode.OpCodeType: OpCodeType.Prefix })
        {
            first = first.Previous;
        }

        return first;
    }

    // Unknown code counts as a witness where no innermost loop would be slowed down by it. A tail call is told by its prefix.
    private IEnumerable<Instruction> Witnesses(LeafMethods leaves)
    {
        var positions = _flow.Instructions.Select((instruction, position) => (instruction, position)).ToDictionary(entry => entry.instruction, entry => entry.position);
        return _analysis.InnerCalls.Where(call => leaves.CostOf(call.Callee) is null).Select(call => call.Call)
            .Concat(_analysis.Invocations)
            .Where(call => _flow.InnermostLoop(positions[call]) is null)
            .Concat(_analysis.Witnesses)
            .Where(call => !IsTailCall(call));
    }

    private void Plan(LeafMethods leaves)
    {
        var known = _analysis.Fixed.ToDictionary();
        foreach (var (call, callee) in _analysis.InnerCalls)
        {
            if (leaves.CostOf(callee) is { } cost && !cost.Equals(OperationCounts.None))
            {
                known[call] = known.TryGetValue(call, out var own) ? own + cost : cost;
            }
        }

        var generic = _analysis.Generic.ToLookup(each => each.Call, each => each.Cost);
        foreach (var (start, end) in _flow.Blocks())
        {
            var instructions = _flow.Instructions.Skip(start).Take(end - start);
            var total = instructions.Where(known.ContainsKey).Aggregate(OperationCounts.None, (sum, instruction) => sum + known[instruction]);
            List<BlockCost> costs = [.. BlockCost.Of(total, instructions.SelectMany(instruction => generic[instruction]), _mixes)];
            if (costs.Count > 0)
            {
                _blocks.Add(start, costs);
                if (_flow.InnermostLoop(start) is { } loop)
                {
                    costs.ForEach(cost => _loops.Claim(loop, cost.Mix, Math.Max(cost.DoubleTimes, cost.SingleTimes), cost.Operations));
                }
            }
        }
    }

    private void Emit(bool needsCounter)
    {
        if (needsCounter)
        {
            EmitPrologue();
        }

        var instructions = _flow.Instructions;
        for (int i = 0; i < instructions.Count; i++)
        {
            var instruction = instructions[i];
            int entry = _stream.Position;
            if (_guarded.Contains(instruction))
            {
                _stream.Emit(OpCodes.Ldloc, _counter!);
                _stream.Emit(OpCodes.Ldloc, _atRisk!);
                _stream.Emit(OpCodes.Call, _runtime.EnterCatch);
            }

            if (_flow.LoopCheckedAt(i) is { } loop)
            {
                EmitLoopCheck(loop);
            }

            if (_blocks.TryGetValue(i, out var costs))
            {
                costs.ForEach(cost => EmitCost(cost, _flow.InnermostLoop(i)));
            }

            foreach (var span in _spans[instruction])
            {
                EmitSpan(span, CallAfterPrefixes(instruction));
            }

            foreach (int mix in _unmetered[instruction])
            {
                EmitCount(mix, 1);
            }

            if (Leaves(instruction, i))
            {
                EmitLoopTotals(_loops.Locals);
                if (!_flow.IsInTryWithCatch(i))
                {
                    EmitRisk(_runtime.LeaveLoops);
                }
            }
            else if (_witnesses.Contains(instruction))
            {
                EmitLoopTotalsOutOfLine();
            }

            _stream.Emit(instruction);
            _stream.Enter(instruction, entry);
        }

        _stream.Apply(_body, afterEnd: null);
    }

    private static Instruction CallAfterPrefixes(Instruction instruction)
    {
        while (instruction.OpCode.OpCodeType == OpCodeType.Prefix)
        {
            instruction = instruction.Next;
        }

        return instruction;
    }

    private void EmitPrologue()
    {
        _counter = new VariableDefinition(_runtime.Counter);
        _body.Variables.Add(_counter);
        _stream.Emit(OpCodes.Call, _runtime.Current);
        _stream.Emit(OpCodes.Stloc, _counter);
        foreach (var (_, local) in _loops.Locals)
        {
            EmitZero(local);
        }

        EmitRisk(_runtime.EnterLoops);
        if (_guarded.Count > 0)
        {
            _atRisk = new VariableDefinition(_body.Method.Module.TypeSystem.Int64);
            _body.Variables.Add(_atRisk);
            _stream.Emit(OpCodes.Ldloc, _counter);
            _stream.Emit(Instruction.Create(OpCodes.Ldfld, _runtime.AtRisk));
            _stream.Emit(OpCodes.Stloc, _atRisk);
        }
    }

    // What an exception takes with it is known by what was not taken back.
    private void EmitRisk(MethodReference change)
    {
        if (_loops.Locals.Count > 0)
        {
            _stream.Emit(OpCodes.Ldloc, _counter!);
            _stream.EmitLong(_loops.OperationsAtRisk);
            _stream.Emit(OpCodes.Call, change);
        }
    }

    private void EmitZero(VariableDefinition local)
    {
        _stream.EmitLong(0);
        _stream.Emit(OpCodes.Stloc, local);
    }

    // if (the sum of the loop's locals >= what it may keep) tell them to the thread's counter.
    private void EmitLoopCheck(Loop loop)
    {
        var locals = _loops.Of(loop);
        if (locals.Count == 0)
        {
            return;
        }

        var goOn = Instruction.Create(OpCodes.Nop);
        _stream.Emit(OpCodes.Ldloc, locals[0].Variable);
        foreach (var local in locals.Skip(1))
        {
            _stream.Emit(OpCodes.Ldloc, local.Variable);
            _stream.Emit(OpCodes.Add);
        }

        _stream.EmitLong(_loops.Kept(loop));
        _stream.Emit(OpCodes.Blt, goOn);
        EmitLoopTotals(locals);
        _stream.Emit(goOn);
    }

    private void EmitLoopTotals(IEnumerable<LoopLocal> locals)
    {
        foreach (var (mix, local) in locals)
        {
            _stream.Emit(OpCodes.Ldloc, _counter!);
            EmitMix(mix);
            _stream.Emit(OpCodes.Ldloc, local);
            // Zero before the call: where it throws, a handler of this method must not count again.
            EmitZero(local);
            _stream.Emit(OpCodes.Call, _runtime.Count);
        }
    }

    // Before calls: few are worth telling, so that this is to be small.
    private void EmitLoopTotalsOutOfLine()
    {
        foreach (var (mix, local) in _loops.Locals)
        {
            var skip = Instruction.Create(OpCodes.Nop);
            _stream.Emit(OpCodes.Ldloc, local);
            _stream.Emit(OpCodes.Brfalse, skip);
            _stream.Emit(OpCodes.Ldloc, _counter!);
            EmitMix(mix);
            _stream.Emit(OpCodes.Ldloc, local);
            EmitZero(local);
            _stream.Emit(OpCodes.Call, _runtime.CountOutOfLine);
            _stream.Emit(skip);
        }
    }

    private void EmitCost(BlockCost cost, Loop? loop)
    {
        if (loop is not null && _loops.LocalOf(cost.Mix) is { } local)
        {
            _stream.Emit(OpCodes.Ldloc, local);
            EmitTimes(cost);
            _stream.Emit(OpCodes.Add);
            _stream.Emit(OpCodes.Stloc, local);
            return;
        }

        var skip = Instruction.Create(OpCodes.Nop);
        if (cost.Mix.TypeArgument is not null)
        {
            // The JIT knows the answer, and drops what follows where it is 0.
            EmitTimes(cost);
            _stream.Emit(OpCodes.Brfalse, skip);
        }

        _stream.Emit(OpCodes.Ldloc, _counter!);
        EmitMix(cost.Mix);
        EmitTimes(cost);
        _stream.Emit(OpCodes.Call, _runtime.Count);
        _stream.Emit(skip);
    }

    private void EmitMix(BlockMix mix)
    {
        if (mix.TypeArgument is null)
        {
            _stream.EmitInt(mix.Double);
            return;
        }

        var single = Instruction.Create(OpCodes.Ldc_I4, mix.Single);
        var end = Instruction.Create(OpCodes.Nop);
        _stream.Emit(OpCodes.Call, _runtime.Ask(nameof(MeteredCode.IsDouble), mix.TypeArgument));
        _stream.Emit(OpCodes.Brfalse, single);
        _stream.EmitInt(mix.Double);
        _stream.Emit(OpCodes.Br, end);
        _stream.Emit(single);
        _stream.Emit(end);
    }

    // For a type argument: IsDouble * DoubleTimes + question * SingleTimes, a constant to the JIT.
    private void EmitTimes(BlockCost cost)
    {
        _stream.EmitLong(cost.DoubleTimes);
        if (cost.Mix.TypeArgument is { } typeArgument)
        {
            _stream.Emit(OpCodes.Call, _runtime.Ask(nameof(MeteredCode.IsDouble), typeArgument));
            _stream.Emit(OpCodes.Mul);
            _stream.EmitLong(cost.SingleTimes);
            _stream.Emit(OpCodes.Call, _runtime.Ask(cost.SingleQuestion, typeArgument));
            _stream.Emit(OpCodes.Mul);
            _stream.Emit(OpCodes.Add);
        }
    }

    private void EmitCount(int mix, long times)
    {
        _stream.Emit(OpCodes.Ldloc, _counter!);
        _stream.EmitInt(mix);
        _stream.EmitLong(times);
        _stream.Emit(OpCodes.Call, _runtime.Count);
    }

    // The arguments from the span on are put aside, its length is read, and they are put back.
    private void EmitSpan(CallCost cost, Instruction call)
    {
        var callee = (MethodReference)call.Operand;
        var saved = new List<VariableDefinition>();
        for (int i = callee.Parameters.Count - 1; i >= cost.SpanParameter; i--)
        {
            var local = new VariableDefinition(TypeReferences.Instantiated(callee.Parameters[i].ParameterType, callee));
            _body.Variables.Add(local);
            _stream.Emit(OpCodes.Stloc, local);
            saved.Insert(0, local);
        }

        var perElement = cost with { SpanParameter = -1 };
        var costs = cost.GenericElement is null ? BlockCost.Of(cost.Operations, [], _mixes) : BlockCost.Of(OperationCounts.None, [perElement], _mixes);
        foreach (var each in costs)
        {
            _stream.Emit(OpCodes.Ldloc, _counter!);
            EmitMix(each.Mix);
            EmitTimes(each);
            _stream.Emit(OpCodes.Ldloca, saved[0]);
            _stream.Emit(OpCodes.Call, new MethodReference("get_Length", _body.Method.Module.TypeSystem.Int32, saved[0].VariableType) { HasThis = true });
            _stream.Emit(OpCodes.Conv_I8);
            _stream.Emit(OpCodes.Mul);
            _stream.Emit(OpCodes.Call, _runtime.Count);
        }

        saved.ForEach(local => _stream.Emit(OpCodes.Ldloc, local));
    }

    // A tail call leaves with its prefix: nothing may stand between the two, or between the call and the return.
    private bool Leaves(Instruction instruction, int position) => instruction.OpCode.Code switch
    {
        Code.Ret => position == 0 || !IsTailCall(_flow.Instructions[position - 1]),
        Code.Tail or Code.Jmp or Code.Throw or Code.Rethrow => true,
        _ => false,
    };

    private static bool IsTailCall(Instruction call)
    {
        for (var prefix = call.Previous; prefix is { OpCode.OpCodeType: OpCodeType.Prefix }; prefix = prefix.Previous)
        {
            if (prefix.OpCode.Code == Code.Tail)
            {
                return true;
            }
        }

        return false;
    }
}
