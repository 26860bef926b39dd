using System.Reflection;
using System.Runtime.CompilerServices;
using AlgZoo.Numerics;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AlgZoo.Hosting;

/// <summary>What a plugin's assembly does that would make its counts worth nothing: reaching into the meter, or paying back.</summary>
internal static class ForbiddenUse
{
    private const BindingFlags Everything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<string, Assembly> HostAssemblies =
        new[] { typeof(ComputeMeter).Assembly, typeof(ForwardPass).Assembly }.ToDictionary(assembly => assembly.GetName().Name!, StringComparer.OrdinalIgnoreCase);

    /// <summary>The first forbidden thing that an assembly does, as a clause about it with the remedy; null if there is none.</summary>
    public static string? Find(Stream assembly)
    {
        using var definition = AssemblyDefinition.ReadAssembly(assembly);
        var module = definition.MainModule;
        return AccessGrant(definition)
            ?? module.GetTypeReferences().Select(InternalType).FirstOrDefault(reason => reason is not null)
            ?? module.GetMemberReferences().Select(InternalMember).FirstOrDefault(reason => reason is not null)
            ?? module.GetTypes().SelectMany(type => type.Methods).Select(method => Accessor(method)).FirstOrDefault(reason => reason is not null)
            ?? (module.GetMemberReferences().Any(IsCharge) ? module.GetTypes().SelectMany(type => type.Methods).Select(NegativeCharge).FirstOrDefault(reason => reason is not null) : null);
    }

    private static string? AccessGrant(AssemblyDefinition assembly) =>
        assembly.CustomAttributes.Any(attribute => string.Equals(attribute.AttributeType.FullName, typeof(IgnoresAccessChecksToAttribute).FullName, StringComparison.Ordinal))
            ? "grants itself access to internals with IgnoresAccessChecksTo; remove the attribute"
            : null;

    private static string? InternalType(TypeReference reference) =>
        HostType(reference) is { IsVisible: false } type ? $"uses {type.FullName}, which belongs to the host; use what the contract offers" : null;

    private static string? InternalMember(MemberReference reference)
    {
        if (HostType(reference.DeclaringType) is not { } type)
        {
            return null;
        }

        MemberInfo[] candidates = reference switch
        {
            MethodReference method => [.. type.GetMember(method.Name, MemberTypes.Method | MemberTypes.Constructor, Everything).Where(each => ((MethodBase)each).GetParameters().Length == method.Parameters.Count)],
            _ => type.GetMember(reference.Name, MemberTypes.Field, Everything),
        };
        return candidates.Length > 0 && !candidates.Any(IsVisible) ? $"uses {type.Name}.{reference.Name}, which belongs to the host; use what the contract offers" : null;
    }

    private static bool IsVisible(MemberInfo member) => member switch
    {
        MethodBase method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly,
        FieldInfo field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly,
        _ => true,
    };

    private static string? Accessor(MethodDefinition method) =>
        method.CustomAttributes.Any(attribute => string.Equals(attribute.AttributeType.FullName, typeof(UnsafeAccessorAttribute).FullName, StringComparison.Ordinal))
        && method.Parameters.Select(parameter => parameter.ParameterType).Append(method.ReturnType).Any(type => HostType(type) is not null)
            ? $"reaches into the host with the UnsafeAccessor {method.DeclaringType.FullName}.{method.Name}; use what the contract offers"
            : null;

    private static string? NegativeCharge(MethodDefinition method)
    {
        if (!method.HasBody)
        {
            return null;
        }

        var call = method.Body.Instructions.FirstOrDefault(instruction => instruction.Operand is MethodReference callee && IsCharge(callee) && Constant(instruction.Previous) < 0);
        return call is null
            ? null
            : FormattableString.Invariant($"charges {Constant(call.Previous)} FLOPs in {method.DeclaringType.FullName}.{method.Name}; a charge is never negative");
    }

    private static bool IsCharge(MemberReference reference) =>
        reference is MethodReference { Name: nameof(ComputeMeter.Charge) } && string.Equals(reference.DeclaringType.FullName, typeof(ComputeMeter).FullName, StringComparison.Ordinal);

    private static long? Constant(Instruction? instruction) => instruction?.OpCode.Code switch
    {
        Code.Conv_I8 => Constant(instruction.Previous),
        Code.Ldc_I8 => (long)instruction.Operand,
        Code.Ldc_I4 => (int)instruction.Operand,
        Code.Ldc_I4_S => (sbyte)instruction.Operand,
        Code.Ldc_I4_M1 => -1,
        _ => null,
    };

    private static Type? HostType(TypeReference type)
    {
        var element = type is ByReferenceType reference ? reference.ElementType.GetElementType() : type.GetElementType();
        return element.Scope is AssemblyNameReference scope && HostAssemblies.TryGetValue(scope.Name, out var assembly) ? assembly.GetType(element.FullName.Replace('/', '+')) : null;
    }
}
