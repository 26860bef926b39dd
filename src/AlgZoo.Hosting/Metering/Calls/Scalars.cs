using Mono.Cecil;

namespace AlgZoo.Hosting;

/// <summary><see cref="Math"/>, <see cref="MathF"/> and the members of the floating-point types; and the odd operation that other types of the runtime do on scalars.</summary>
internal static class Scalars
{
    private static readonly OperationTable ArgumentChecks = new(
        (Doubles.Compare, "ThrowIfZero ThrowIfNegative ThrowIfEqual ThrowIfNotEqual ThrowIfGreaterThan ThrowIfGreaterThanOrEqual ThrowIfLessThan ThrowIfLessThanOrEqual"),
        (Doubles.Compare * 2, "ThrowIfNegativeOrZero"));

    public static CallPrice? Of(Callee callee) => callee.TypeName switch
    {
        "System.Math" or "System.MathF" => Function(callee),
        "System.Double" or "System.Single" or "System.Half" or "System.Runtime.InteropServices.NFloat" => Elementwise(callee, FloatElement.Of(callee.DeclaringType)),
        "System.Random" when callee.Name is "NextDouble" or "NextSingle" => CallPrice.Priced(new CallCost(OperationCounts.Of((OperationClass.UniformDraw, 1)))),
        "System.IComparable" or "System.IComparable`1" or "System.IEquatable`1" or "System.Object" when callee is { ConstrainedTo: { } receiver, Name: "CompareTo" or "Equals" } =>
            Comparison(receiver),
        "System.Collections.Generic.Comparer`1" when callee is { Name: "Compare", TypeArguments: [var compared] } => Comparison(compared),
        "System.Collections.Generic.EqualityComparer`1" when callee is { Name: "Equals", TypeArguments: [var compared] } => Comparison(compared),
        "System.Nullable" or "System.Nullable`1" when callee.Name is "Compare" or "Equals" && (callee.TypeArguments.FirstOrDefault() ?? callee.MethodArguments.FirstOrDefault()) is { } compared =>
            Comparison(compared),
        "System.ArgumentOutOfRangeException" when callee.MethodArguments is [var argument] && ArgumentChecks.TryGet(callee.Name, out var check) =>
            FloatElement.Of(argument) is { } element ? CallPrice.Priced(element.Scalar(check)) : CallPrice.Free,
        "System.Linq.Enumerable" when callee.Name is "Average" && HiddenArithmetic.CarriesNumbers(callee.ReturnType) => CallPrice.Priced(new CallCost(Doubles.Divide)),
        "System.Numerics.BigInteger" => callee.Name is "Log" or "Log10" ? CallPrice.Priced(new CallCost(Doubles.Transcendental)) : CallPrice.Free,
        _ => null,
    };

    /// <summary>An elementwise function of scalars.</summary>
    public static CallPrice Elementwise(Callee callee, FloatElement? element) =>
        element is { } number ? CallPrice.Of(ElementwiseOperations.Of(callee), number.Scalar) : CallPrice.Free;

    private static CallPrice Function(Callee callee) => Elementwise(
        callee,
        callee.Parameters.Append(callee.ReturnType).Select(FloatElement.Of).FirstOrDefault(element => element is not null));

    private static CallPrice Comparison(TypeReference compared) =>
        FloatElement.Of(compared) is { } element ? CallPrice.Priced(element.Scalar(Doubles.Compare)) : CallPrice.Free;
}
