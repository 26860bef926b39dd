using AlgZoo.Evaluation;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace AlgZoo.Hosting;

/// <summary>Finds out what methods cost. Replaces calls of library functions that have a metered stand-in on the way.</summary>
/// <param name="assemblies">The assemblies that are metered together.</param>
/// <param name="mixes">Hands out the ids of call sites that cannot be metered.</param>
internal sealed class MethodAnalyzer(AssemblySet assemblies, MixTable mixes)
{
    // Locks, events, tasks; builders of async methods; blocking collections.
    private static readonly string[] SignallingNamespaces = ["System.Threading", "System.Threading.Tasks", "System.Runtime.CompilerServices", "System.Collections.Concurrent"];

    private readonly Thunks _thunks = new();

    /// <summary>Methods whose address is taken: they can be called from where the meter sees nothing.</summary>
    public HashSet<MethodDefinition> AddressTaken { get; } = [];

    /// <summary>Analyses a method, and the stand-ins that its method groups need.</summary>
    /// <exception cref="InvalidDataException">The IL is not valid.</exception>
    public IEnumerable<MethodAnalysis> Analyze(MethodDefinition method)
    {
        var analysis = new MethodAnalysis(method);
        var added = new List<MethodDefinition>();
        method.Body.SimplifyMacros();
        foreach (var (instruction, kind) in StackInference.FloatOperations(method))
        {
            analysis.Add(instruction, ArithmeticInstructions.Cost(instruction.OpCode.Code, kind));
        }

        foreach (var instruction in method.Body.Instructions.ToArray())
        {
            switch (instruction.OpCode.Code)
            {
                case Code.Call or Code.Callvirt or Code.Newobj:
                    Call(analysis, instruction, (MethodReference)instruction.Operand);
                    break;
                case Code.Ldftn or Code.Ldvirtftn:
                    added.AddRange(Pointer(analysis, instruction, (MethodReference)instruction.Operand));
                    break;
                case Code.Ldtoken when instruction.Operand is MethodReference token && assemblies.Find(token) is { } inner:
                    AddressTaken.Add(inner);
                    break;
                case Code.Calli when ((Mono.Cecil.CallSite)instruction.Operand).CallingConvention is not (MethodCallingConvention.Default or MethodCallingConvention.Generic):
                    AddUnmetered(analysis, instruction, "a native function pointer", UnmeteredKind.Native);
                    break;
            }
        }

        return added.SelectMany(Analyze).Prepend(analysis);
    }

    private void Call(MethodAnalysis analysis, Instruction call, MethodReference callee)
    {
        if (assemblies.Find(callee) is { } inner)
        {
            if (inner.IsPInvokeImpl)
            {
                AddUnmetered(analysis, call, $"{inner.PInvokeInfo.EntryPoint ?? inner.Name} in {inner.PInvokeInfo.Module.Name}", UnmeteredKind.Native);
            }
            else
            {
                analysis.InnerCalls.Add((call, inner));
            }

            return;
        }

        if (assemblies.IsUnmetered(callee.DeclaringType))
        {
            AddUnmetered(analysis, call, Name(callee), UnmeteredKind.Arithmetic);
            return;
        }

        if (AssemblySet.IsHost(callee.DeclaringType) || Signals(callee))
        {
            analysis.Witnesses.Add(call);
        }
        else if (string.Equals(callee.Name, nameof(Action.Invoke), StringComparison.Ordinal))
        {
            analysis.Invocations.Add(call);
        }

        var price = CallPrices.Of(callee, ConstrainedTo(call));
        switch (price.Kind)
        {
            case CallKind.Priced:
                analysis.Add(call, price.Cost!);
                break;
            // A constructor that is called makes the base of another object.
            case CallKind.Shimmed when call.OpCode.Code != Code.Call || callee.Name is not ".ctor":
                call.OpCode = OpCodes.Call;
                call.Operand = RuntimeReferences.Of(analysis.Method.Module).Shim(price.Shim!, callee);
                break;
            case CallKind.Unmetered:
                AddUnmetered(analysis, call, Name(callee), price.Unmetered);
                break;
        }
    }

    private IEnumerable<MethodDefinition> Pointer(MethodAnalysis analysis, Instruction instruction, MethodReference target)
    {
        if (assemblies.Find(target) is { } inner)
        {
            AddressTaken.Add(inner);
            if (inner.IsPInvokeImpl)
            {
                AddUnmetered(analysis, instruction, $"{inner.PInvokeInfo.EntryPoint ?? inner.Name} in {inner.PInvokeInfo.Module.Name}", UnmeteredKind.Native);
            }

            return [];
        }

        var price = CallPrices.Of(target, constrainedTo: null);
        if (price.Kind == CallKind.Free && !assemblies.IsUnmetered(target.DeclaringType))
        {
            return [];
        }

        if (instruction.OpCode.Code == Code.Ldftn && Thunks.CanStandFor(target))
        {
            var thunk = _thunks.For(analysis.Method.Module, target, out bool isNew);
            instruction.Operand = thunk;
            AddressTaken.Add(thunk);
            return isNew ? [thunk] : [];
        }

        AddUnmetered(analysis, instruction, Name(target) + " as a delegate", price.Kind == CallKind.Unmetered ? price.Unmetered : UnmeteredKind.Arithmetic);
        return [];
    }

    private void AddUnmetered(MethodAnalysis analysis, Instruction call, string callee, UnmeteredKind kind) =>
        analysis.Unmetered.Add((call, mixes.Add(callee, kind, $"{analysis.Method.DeclaringType.FullName}.{analysis.Method.Name}", Source(analysis.Method, call))));

    private static bool Signals(MethodReference callee) =>
        callee.DeclaringType is not ArrayType && SignallingNamespaces.Contains(callee.DeclaringType.GetElementType().Namespace, StringComparer.Ordinal);

    private static TypeReference? ConstrainedTo(Instruction call)
    {
        for (var prefix = call.Previous; prefix is { OpCode.OpCodeType: OpCodeType.Prefix }; prefix = prefix.Previous)
        {
            if (prefix.OpCode.Code == Code.Constrained)
            {
                return (TypeReference)prefix.Operand;
            }
        }

        return null;
    }

    private static string Name(MethodReference method) => $"{method.DeclaringType.GetElementType().FullName}.{method.Name}";

    private static string? Source(MethodDefinition method, Instruction instruction)
    {
        var point = method.DebugInformation.HasSequencePoints
            ? method.DebugInformation.SequencePoints.LastOrDefault(each => each.Offset <= instruction.Offset && !each.IsHidden)
            : null;
        return point is null ? null : FormattableString.Invariant($"{point.Document.Url.Split('/', '\\')[^1]}:{point.StartLine}");
    }
}
