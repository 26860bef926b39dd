using Mono.Cecil.Cil;

namespace AlgZoo.Hosting;

/// <summary>The basic blocks of a method, and its innermost loops.</summary>
internal sealed class ControlFlow
{
    private readonly Instruction[] _instructions;
    private readonly bool[] _isLeader;
    private readonly List<Loop> _innermost;
    private readonly List<(int Start, int End)> _tries;

    public ControlFlow(MethodBody body)
    {
        _instructions = [.. body.Instructions];
        _isLeader = new bool[_instructions.Length + 1];
        var positions = _instructions.Select((instruction, position) => (instruction, position)).ToDictionary(entry => entry.instruction, entry => entry.position);
        var tails = new SortedDictionary<int, List<int>>();
        _isLeader[0] = true;
        for (int i = 0; i < _instructions.Length; i++)
        {
            foreach (var target in Targets(_instructions[i]))
            {
                int head = positions[target];
                _isLeader[head] = true;
                if (head <= i)
                {
                    tails.TryAdd(head, []);
                    tails[head].Add(i);
                }
            }

            if (_instructions[i].OpCode.FlowControl is FlowControl.Branch or FlowControl.Cond_Branch or FlowControl.Return or FlowControl.Throw)
            {
                _isLeader[i + 1] = true;
            }
        }

        foreach (var handler in body.ExceptionHandlers)
        {
            foreach (var boundary in new[] { handler.TryStart, handler.TryEnd, handler.HandlerStart, handler.HandlerEnd, handler.FilterStart })
            {
                if (boundary is not null)
                {
                    _isLeader[positions[boundary]] = true;
                }
            }
        }

        _tries = [.. body.ExceptionHandlers
            .Where(handler => handler.HandlerType is ExceptionHandlerType.Catch or ExceptionHandlerType.Filter)
            .Select(handler => (positions[handler.TryStart], positions[handler.TryEnd]))];

        // A loop is the stretch from the target of a jump back to the jump, as compilers lay it out. Where another loop begins inside, it is not innermost.
        _innermost = [.. tails.Where(loop => !tails.Keys.Any(head => head > loop.Key && head <= loop.Value[^1])).Select(loop => new Loop(loop.Key, loop.Value[^1], CheckPosition(loop.Key, loop.Value)))];
    }

    public IReadOnlyList<Instruction> Instructions => _instructions;

    /// <summary>Whether what is thrown at an instruction may be caught in the method itself.</summary>
    public bool IsInTryWithCatch(int position) => _tries.Exists(range => range.Start <= position && position < range.End);

    /// <summary>The innermost loop around an instruction, if it is in one.</summary>
    public Loop? InnermostLoop(int position) => _innermost.Find(loop => loop.Head <= position && position <= loop.Tail);

    /// <summary>The innermost loop that is to look at its counts before an instruction.</summary>
    public Loop? LoopCheckedAt(int position) => _innermost.Find(loop => loop.Check == position);

    /// <summary>First instruction and first one after it, block by block.</summary>
    public IEnumerable<(int Start, int End)> Blocks()
    {
        int start = 0;
        for (int i = 1; i <= _instructions.Length; i++)
        {
            if (_isLeader[i] || i == _instructions.Length)
            {
                yield return (start, i);
                start = i;
            }
        }
    }

    // Every round must come by. The last block is best, where only one jump leads back: what precedes every side effect of a round, the JIT can move out of the loop.
    private int CheckPosition(int head, List<int> tails)
    {
        int last = tails[^1];
        while (!_isLeader[last])
        {
            last--;
        }

        return tails.Count == 1 ? Math.Max(head, last) : head;
    }

    private static Instruction[] Targets(Instruction instruction) => instruction.Operand switch
    {
        Instruction target => [target],
        Instruction[] targets => targets,
        _ => [],
    };
}

/// <summary>A loop by the positions of its first and last instruction, and of the one before which it looks at its counts.</summary>
internal sealed record Loop(int Head, int Tail, int Check);
