using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AlgZoo.Hosting;

/// <summary>The new body of a method: its old instructions, with others in between. Jumps to an old instruction then go to the first of those put before it.</summary>
internal sealed class InstructionStream
{
    private readonly List<Instruction> _output = [];
    private readonly Dictionary<Instruction, Instruction> _entries = [];

    /// <summary>Where the next instruction will stand.</summary>
    public int Position => _output.Count;

    /// <summary>The instruction at a position.</summary>
    public Instruction this[int position] => _output[position];

    public Instruction Emit(Instruction instruction)
    {
        _output.Add(instruction);
        return instruction;
    }

    public void Emit(OpCode code) => Emit(Instruction.Create(code));

    public void Emit(OpCode code, MethodReference method) => Emit(Instruction.Create(code, method));

    public void Emit(OpCode code, VariableDefinition variable) => Emit(Instruction.Create(code, variable));

    public void Emit(OpCode code, Instruction target) => Emit(Instruction.Create(code, target));

    /// <summary>Loads a 64-bit constant.</summary>
    public void EmitLong(long value)
    {
        if (value is >= int.MinValue and <= int.MaxValue)
        {
            Emit(Instruction.Create(OpCodes.Ldc_I4, (int)value));
            Emit(OpCodes.Conv_I8);
        }
        else
        {
            Emit(Instruction.Create(OpCodes.Ldc_I8, value));
        }
    }

    public void EmitInt(int value) => Emit(Instruction.Create(OpCodes.Ldc_I4, value));

    /// <summary>Says that jumps to an old instruction go to a position, which something stands at by now.</summary>
    public void Enter(Instruction old, int position) => _entries.Add(old, _output[position]);

    /// <summary>Puts the instructions into the body and leads its jumps and handlers to them.</summary>
    /// <param name="body">The body whose old instructions were emitted again.</param>
    /// <param name="afterEnd">What follows the last old instruction; null for nothing.</param>
    public void Apply(MethodBody body, Instruction? afterEnd)
    {
        foreach (var old in body.Instructions)
        {
            switch (old.Operand)
            {
                case Instruction target:
                    old.Operand = _entries[target];
                    break;
                case Instruction[] targets:
                    old.Operand = Array.ConvertAll(targets, each => _entries[each]);
                    break;
            }
        }

        foreach (var handler in body.ExceptionHandlers)
        {
            handler.TryStart = _entries[handler.TryStart];
            handler.TryEnd = handler.TryEnd is null ? afterEnd : _entries[handler.TryEnd];
            handler.HandlerStart = _entries[handler.HandlerStart];
            handler.HandlerEnd = handler.HandlerEnd is null ? afterEnd : _entries[handler.HandlerEnd];
            handler.FilterStart = handler.FilterStart is null ? null : _entries[handler.FilterStart];
        }

        body.Instructions.Clear();
        foreach (var instruction in _output)
        {
            body.Instructions.Add(instruction);
        }
    }
}
