using Mono.Cecil;
using Mono.Cecil.Cil;
using ElementType = Mono.Cecil.MetadataType;

namespace AlgZoo.Hosting;

/// <summary>
/// Abstract interpretation of a method's evaluation stack: which arithmetic instructions work on floating-point numbers, and in which precision. The body must be free of macros
/// (<c>SimplifyMacros</c>).
/// </summary>
internal sealed class StackInference
{
    private readonly MethodDefinition _method;
    private readonly Dictionary<Instruction, StackKind[]> _entries = [];
    private readonly Stack<Instruction> _pending = new();
    private readonly Dictionary<Instruction, StackKind> _operands = [];
    private readonly List<StackKind> _stack = [];

    private StackInference(MethodDefinition method)
    {
        _method = method;
    }

    /// <summary>The arithmetic instructions on floating-point numbers, with <see cref="StackKind.Single"/> or <see cref="StackKind.Double"/>.</summary>
    /// <exception cref="InvalidDataException">The IL takes from an empty stack, or joins stacks of different depth.</exception>
    public static IReadOnlyDictionary<Instruction, StackKind> FloatOperations(MethodDefinition method)
    {
        var inference = new StackInference(method);
        inference.Run();
        return inference._operands;
    }

    private void Run()
    {
        var body = _method.Body;
        Reach(body.Instructions[0]);
        foreach (var handler in body.ExceptionHandlers)
        {
            _stack.Clear();
            if (handler.HandlerType is ExceptionHandlerType.Catch or ExceptionHandlerType.Filter)
            {
                _stack.Add(StackKind.Object);
            }

            Reach(handler.HandlerStart);
            if (handler.FilterStart is not null)
            {
                Reach(handler.FilterStart);
            }
        }

        while (_pending.TryPop(out var start))
        {
            _stack.Clear();
            _stack.AddRange(_entries[start]);
            for (var instruction = start; instruction is not null;)
            {
                Note(instruction);
                Step(instruction);
                if (!Branch(instruction))
                {
                    break;
                }

                instruction = instruction.Next;
                if (instruction is not null && _entries.ContainsKey(instruction))
                {
                    Reach(instruction);
                    break;
                }
            }
        }
    }

    // Follows the jumps of an instruction; false if it never falls through.
    private bool Branch(Instruction instruction)
    {
        switch (instruction.OpCode.FlowControl)
        {
            case FlowControl.Branch:
                if (instruction.OpCode.Code == Code.Leave)
                {
                    _stack.Clear();
                }

                Reach((Instruction)instruction.Operand);
                return false;
            case FlowControl.Cond_Branch when instruction.Operand is Instruction[] targets:
                Array.ForEach(targets, Reach);
                return true;
            case FlowControl.Cond_Branch:
                Reach((Instruction)instruction.Operand);
                return true;
            default:
                return instruction.OpCode.FlowControl is not (FlowControl.Return or FlowControl.Throw) && instruction.OpCode.Code != Code.Jmp;
        }
    }

    private void Reach(Instruction target)
    {
        if (!_entries.TryGetValue(target, out var known))
        {
            _entries.Add(target, [.. _stack]);
            _pending.Push(target);
            return;
        }

        if (known.Length != _stack.Count)
        {
            throw Invalid(target, $"is reached with {known.Length} and with {_stack.Count} values on the stack");
        }

        bool hasChanged = false;
        for (int i = 0; i < known.Length; i++)
        {
            var merged = StackKinds.Merge(known[i], _stack[i]);
            hasChanged |= merged != known[i];
            known[i] = merged;
        }

        if (hasChanged)
        {
            _pending.Push(target);
        }
    }

    private void Note(Instruction instruction)
    {
        if (!ArithmeticInstructions.IsArithmetic(instruction.OpCode.Code) || _stack.Count == 0)
        {
            return;
        }

        var kind = _stack[^1];
        if (kind == StackKind.Single && instruction.OpCode.Code != Code.Neg && _stack.Count > 1)
        {
            kind = StackKinds.OfArithmetic(_stack[^2], kind);
        }

        if (kind.IsFloat())
        {
            _operands[instruction] = kind;
        }
    }

    private InvalidDataException Invalid(Instruction instruction, string what) => new($"{_method.FullName}: the instruction '{instruction}' {what}.");

    private StackKind Pop(Instruction instruction)
    {
        if (_stack.Count == 0)
        {
            throw Invalid(instruction, "takes from an empty stack");
        }

        var top = _stack[^1];
        _stack.RemoveAt(_stack.Count - 1);
        return top;
    }

    private void Pop(Instruction instruction, int count)
    {
        for (int i = 0; i < count; i++)
        {
            Pop(instruction);
        }
    }

    private void Push(StackKind kind) => _stack.Add(kind);

    private void Step(Instruction instruction)
    {
        switch (instruction.OpCode.Code)
        {
            case Code.Ldarg:
                var parameter = (ParameterDefinition)instruction.Operand;
                Push(parameter != _method.Body.ThisParameter ? StackKinds.Of(parameter.ParameterType) : _method.DeclaringType.IsValueType ? StackKind.ByReference : StackKind.Object);
                break;
            case Code.Ldloc:
                Push(StackKinds.Of(((VariableDefinition)instruction.Operand).VariableType));
                break;
            case Code.Dup:
                Push(_stack.Count > 0 ? _stack[^1] : Pop(instruction));
                break;
            case Code.Add or Code.Sub or Code.Mul or Code.Div or Code.Rem or Code.And or Code.Or or Code.Xor or Code.Div_Un or Code.Rem_Un
                or Code.Add_Ovf or Code.Add_Ovf_Un or Code.Sub_Ovf or Code.Sub_Ovf_Un or Code.Mul_Ovf or Code.Mul_Ovf_Un:
                var right = Pop(instruction);
                Push(StackKinds.OfArithmetic(Pop(instruction), right));
                break;
            case Code.Shl or Code.Shr or Code.Shr_Un:
                Pop(instruction);
                break;
            case Code.Neg or Code.Not or Code.Ckfinite:
                break;
            case Code.Ldfld:
                Pop(instruction);
                Push(StackKinds.Of(TypeReferences.Instantiated((FieldReference)instruction.Operand)));
                break;
            case Code.Ldsfld:
                Push(StackKinds.Of(TypeReferences.Instantiated((FieldReference)instruction.Operand)));
                break;
            case Code.Ldobj or Code.Unbox_Any:
                Pop(instruction);
                Push(StackKinds.Of((TypeReference)instruction.Operand));
                break;
            case Code.Ldelem_Any:
                Pop(instruction, 2);
                Push(StackKinds.Of((TypeReference)instruction.Operand));
                break;
            case Code.Call or Code.Callvirt:
                var callee = (MethodReference)instruction.Operand;
                Pop(instruction, callee.Parameters.Count + (callee.HasThis && !callee.ExplicitThis ? 1 : 0));
                PushResult(TypeReferences.Instantiated(callee.ReturnType, callee));
                break;
            case Code.Newobj:
                var constructor = (MethodReference)instruction.Operand;
                Pop(instruction, constructor.Parameters.Count);
                Push(StackKinds.Of(constructor.DeclaringType));
                break;
            case Code.Calli:
                var site = (Mono.Cecil.CallSite)instruction.Operand;
                Pop(instruction, 1 + site.Parameters.Count + (site.HasThis && !site.ExplicitThis ? 1 : 0));
                PushResult(site.ReturnType);
                break;
            case Code.Ret or Code.Throw or Code.Rethrow or Code.Endfilter or Code.Endfinally:
                _stack.Clear();
                break;
            default:
                Pop(instruction, PopCount(instruction));
                PushDeclared(instruction);
                break;
        }
    }

    private void PushResult(TypeReference type)
    {
        if (TypeReferences.Unmodified(type).MetadataType != ElementType.Void)
        {
            Push(StackKinds.Of(type));
        }
    }

    private int PopCount(Instruction instruction) => instruction.OpCode.StackBehaviourPop switch
    {
        StackBehaviour.Pop0 => 0,
        StackBehaviour.Pop1 or StackBehaviour.Popi or StackBehaviour.Popref => 1,
        StackBehaviour.Pop1_pop1 or StackBehaviour.Popi_pop1 or StackBehaviour.Popi_popi or StackBehaviour.Popi_popi8 or StackBehaviour.Popi_popr4 or StackBehaviour.Popi_popr8
            or StackBehaviour.Popref_pop1 or StackBehaviour.Popref_popi => 2,
        StackBehaviour.Popi_popi_popi or StackBehaviour.Popref_popi_popi or StackBehaviour.Popref_popi_popi8 or StackBehaviour.Popref_popi_popr4 or StackBehaviour.Popref_popi_popr8
            or StackBehaviour.Popref_popi_popref => 3,
        StackBehaviour.PopAll => _stack.Count,
        var other => throw Invalid(instruction, $"has the unknown stack behaviour {other}"),
    };

    private void PushDeclared(Instruction instruction)
    {
        switch (instruction.OpCode.StackBehaviourPush)
        {
            case StackBehaviour.Push0:
                break;
            case StackBehaviour.Pushi:
                Push(PushesAddress(instruction.OpCode.Code) ? StackKind.ByReference : PushesNativeInt(instruction.OpCode.Code) ? StackKind.NativeInt : StackKind.Int32);
                break;
            case StackBehaviour.Pushi8:
                Push(StackKind.Int64);
                break;
            case StackBehaviour.Pushr4:
                Push(StackKind.Single);
                break;
            case StackBehaviour.Pushr8:
                Push(StackKind.Double);
                break;
            case StackBehaviour.Pushref or StackBehaviour.Push1:
                Push(StackKind.Object);
                break;
            case var other:
                throw Invalid(instruction, $"has the unknown stack behaviour {other}");
        }
    }

    private static bool PushesAddress(Code code) => code is Code.Ldarga or Code.Ldloca or Code.Ldflda or Code.Ldsflda or Code.Ldelema or Code.Unbox or Code.Refanyval;

    private static bool PushesNativeInt(Code code) => code is Code.Conv_I or Code.Conv_U or Code.Conv_Ovf_I or Code.Conv_Ovf_U or Code.Conv_Ovf_I_Un or Code.Conv_Ovf_U_Un
        or Code.Ldind_I or Code.Ldelem_I or Code.Localloc or Code.Ldftn or Code.Ldvirtftn;
}
