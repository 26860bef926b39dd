using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AlgZoo.Hosting;

/// <summary>Methods that only call a library function, so that a delegate to it, such as <c>xs.Select(Math.Sqrt)</c>, is counted when it is invoked.</summary>
internal sealed class Thunks
{
    private const string HolderName = "<Metered>Thunks";

    private readonly Dictionary<(ModuleDefinition, string), MethodDefinition> _known = [];

    public static bool CanStandFor(MethodReference target) => !target.HasThis && target is not GenericInstanceMethod && target.DeclaringType is not GenericInstanceType;

    /// <summary>The thunk of a static function of no generic type.</summary>
    public MethodDefinition For(ModuleDefinition module, MethodReference target, out bool isNew)
    {
        isNew = !_known.TryGetValue((module, target.FullName), out var thunk);
        if (!isNew)
        {
            return thunk!;
        }

        var holder = Holder(module);
        thunk = new MethodDefinition(FormattableString.Invariant($"{target.Name}_{holder.Methods.Count}"), MethodAttributes.Assembly | MethodAttributes.Static | MethodAttributes.HideBySig, target.ReturnType);
        foreach (var parameter in target.Parameters)
        {
            thunk.Parameters.Add(new ParameterDefinition(parameter.Name, parameter.Attributes & ~(ParameterAttributes.HasDefault | ParameterAttributes.HasFieldMarshal), parameter.ParameterType));
        }

        var il = thunk.Body.GetILProcessor();
        foreach (var parameter in thunk.Parameters)
        {
            il.Emit(OpCodes.Ldarg, parameter);
        }

        il.Emit(OpCodes.Call, target);
        il.Emit(OpCodes.Ret);
        holder.Methods.Add(thunk);
        _known.Add((module, target.FullName), thunk);
        return thunk;
    }

    private static TypeDefinition Holder(ModuleDefinition module)
    {
        var holder = module.Types.FirstOrDefault(type => string.Equals(type.Name, HolderName, StringComparison.Ordinal));
        if (holder is null)
        {
            const TypeAttributes Static = TypeAttributes.NotPublic | TypeAttributes.Abstract | TypeAttributes.Sealed | TypeAttributes.BeforeFieldInit;
            holder = new TypeDefinition("", HolderName, Static, module.TypeSystem.Object);
            module.Types.Add(holder);
        }

        return holder;
    }
}
