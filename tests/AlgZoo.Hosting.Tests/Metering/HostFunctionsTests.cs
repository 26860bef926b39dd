using AlgZoo.Metering;
using AlgZoo.Numerics;
using Mono.Cecil;

namespace AlgZoo.Hosting.Tests.Metering;

internal sealed class HostFunctionsTests
{
    private static readonly HostFunctions ThisAssembly = new([typeof(HostFunctionsTests).Assembly.Location]);

    [OperationCost(OperationClass.TranscendentalDouble, 2)]
    [OperationCost(OperationClass.AddDouble, 3)]
    public static double Declared(double x) => x;

    public static double Declared(float x) => x;

    [OperationCost(OperationClass.MultiplySingle, 5, PerElementOf = nameof(values))]
    public static void PerElement(int times, Span<float> values) => values.Fill(times);

    [Test]
    public void TheDeclaredCostIsThePrice()
    {
        var cost = Cost([typeof(double)])!;
        Assert.That(cost, Is.EqualTo(new CallCost(OperationCounts.Of((OperationClass.TranscendentalDouble, 2), (OperationClass.AddDouble, 3)))));
    }

    [Test]
    public void AnOverloadWithoutADeclarationIsFree() => Assert.That(Cost([typeof(float)]), Is.Null);

    [Test]
    public void TheCostPerElementNamesItsSpan() =>
        Assert.That(
            Price(nameof(PerElement), [typeof(int), typeof(Span<float>)])!.Cost,
            Is.EqualTo(new CallCost(OperationCounts.Of((OperationClass.MultiplySingle, 5)), SpanParameter: 1)));

    [Test]
    public void OtherAssembliesAreNotTheHosts()
    {
        using var module = ModuleDefinition.CreateModule("Scratch", ModuleKind.Dll);
        Assert.That(ThisAssembly.Of(module.ImportReference(typeof(Math).GetMethod(nameof(Math.Sqrt)))), Is.Null);
    }

    [Test]
    public void TheHostsOwnFunctionsAreNeverUnmetered()
    {
        var members = new[] { typeof(IMechanisticEstimator), typeof(ForwardPass) }
            .SelectMany(type => type.Assembly.GetExportedTypes())
            .SelectMany(type => type.GetMethods());
        Assert.That(members.Where(method => method.DeclaringType!.Namespace!.StartsWith("AlgZoo", StringComparison.Ordinal)).Select(method => CallsOf.Reflected(method).Kind),
            Is.Not.Empty.And.All.AnyOf(CallKind.Free, CallKind.Priced));
    }

    private static CallCost? Cost(Type[] parameters) => Price(nameof(Declared), parameters)!.Cost;

    private static CallPrice? Price(string name, Type[] parameters)
    {
        using var module = ModuleDefinition.CreateModule("Scratch", ModuleKind.Dll);
        return ThisAssembly.Of(module.ImportReference(typeof(HostFunctionsTests).GetMethod(name, parameters)));
    }
}
