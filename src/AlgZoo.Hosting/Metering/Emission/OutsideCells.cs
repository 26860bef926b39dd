using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AlgZoo.Hosting;

/// <summary>Puts methods that the runtime calls at a time of its own, for no cell in particular, between two calls that keep them from being charged to the cell that happens to run.</summary>
internal static class OutsideCells
{
    /// <summary>What a method must call first; null for a method that runs for a cell.</summary>
    public static MethodReference? Entrance(MethodDefinition method)
    {
        var runtime = RuntimeReferences.Of(method.Module);
        return method.IsConstructor && method.IsStatic ? runtime.EnterStaticConstructor
            : method.IsVirtual && method.Parameters.Count == 0 && string.Equals(method.Name, "Finalize", StringComparison.Ordinal) ? runtime.EnterFinalizer
            : null;
    }

    public static void Wrap(MethodDefinition method, MethodReference entrance)
    {
        var body = method.Body;
        var runtime = RuntimeReferences.Of(method.Module);
        var outer = new VariableDefinition(runtime.Counter);
        body.Variables.Add(outer);
        var stream = new InstructionStream();
        stream.Emit(OpCodes.Call, entrance);
        stream.Emit(OpCodes.Stloc, outer);
        int start = stream.Position;
        var end = Instruction.Create(OpCodes.Ret);
        foreach (var instruction in body.Instructions)
        {
            int entry = stream.Position;
            stream.Emit(instruction.OpCode.Code == Code.Ret ? Instruction.Create(OpCodes.Leave, end) : instruction);
            stream.Enter(instruction, entry);
        }

        var first = stream[start];
        var handler = Instruction.Create(OpCodes.Ldloc, outer);
        stream.Emit(handler);
        stream.Emit(OpCodes.Call, runtime.Leave);
        stream.Emit(OpCodes.Endfinally);
        stream.Emit(end);
        stream.Apply(body, afterEnd: handler);
        body.ExceptionHandlers.Add(new ExceptionHandler(ExceptionHandlerType.Finally) { TryStart = first, TryEnd = handler, HandlerStart = handler, HandlerEnd = end });
    }
}
