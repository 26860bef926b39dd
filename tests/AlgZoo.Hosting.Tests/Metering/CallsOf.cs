using System.Reflection;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AlgZoo.Hosting.Tests.Metering;

/// <summary>The prices of the calls that compiled code makes, and of methods found by reflection.</summary>
internal static class CallsOf
{
    private static readonly ModuleDefinition ThisAssembly = ModuleDefinition.ReadModule(typeof(CallsOf).Assembly.Location);
    private static readonly ModuleDefinition Scratch = ModuleDefinition.CreateModule("Scratch", ModuleKind.Dll);

    /// <summary>The prices of the calls in a lambda's own body, in order.</summary>
    public static CallPrice[] Lambda(Delegate lambda) => Body((MethodDefinition)ThisAssembly.LookupToken(lambda.Method.MetadataToken));

    /// <summary>The prices of the calls in a method.</summary>
    public static CallPrice[] Method(Type type, string name) => Body(ThisAssembly.GetType(type.FullName!.Replace('+', '/')).Methods.Single(method => method.Name == name));

    /// <summary>The operations of all priced calls in a lambda.</summary>
    public static OperationCounts Operations(Delegate lambda) =>
        Lambda(lambda).Where(price => price.Kind == CallKind.Priced).Aggregate(OperationCounts.None, (sum, price) => sum + price.Cost!.Operations);

    public static CallPrice Reflected(MethodBase method) => CallPrices.Of(Scratch.ImportReference(method), constrainedTo: null);

    private static CallPrice[] Body(MethodDefinition method) =>
    [
        .. method.Body.Instructions
            .Where(instruction => instruction.OpCode.Code is Code.Call or Code.Callvirt or Code.Newobj)
            .Select(instruction => CallPrices.Of(
                (MethodReference)instruction.Operand,
                instruction.Previous is { OpCode.Code: Code.Constrained } prefix ? (TypeReference)prefix.Operand : null)),
    ];
}
