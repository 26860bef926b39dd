using Mono.Cecil;
using static AlgZoo.Hosting.Doubles;

namespace AlgZoo.Hosting;

/// <summary>
/// Functions of spans, for each element of their first input: <c>System.Numerics.Tensors.TensorPrimitives</c>, and the searches of <see cref="MemoryExtensions"/>, which are charged as if nothing were
/// found before the end. Arithmetic on whole tensors, whose size is not at hand, is not metered.
/// </summary>
internal static class Tensors
{
    /// <summary>Operations of one element, beside <see cref="ElementwiseOperations"/>.</summary>
    private static readonly OperationTable Table = new(
        (Multiply + Add, "AddMultiply MultiplyAdd SumOfSquares Norm ProductOfSums ProductOfDifferences"),
        (Multiply, "Product"),
        (Add, "Average"),
        (Add * 2, "SumOfMagnitudes"),
        ((Add * 2) + Multiply, "Distance"),
        ((Add * 3) + Multiply, "StdDev"),
        ((Multiply * 3) + (Add * 3), "CosineSimilarity"),
        (Compare, "HammingDistance IndexOfMax IndexOfMin IndexOfMaxMagnitude IndexOfMinMagnitude"),
        (Add + Transcendental + Divide + Add, "Sigmoid"),
        ((Transcendental * 2) + Add + Divide, "SoftMax"));

    private static readonly NameSet Free = new("HammingBitDistance");

    private static readonly NameSet Comparisons = new("SequenceEqual SequenceCompareTo Replace");

    private static readonly NameSet Searches = new("Contains* Count* IndexOf* LastIndexOf*");

    public static CallPrice? Of(Callee callee) => callee.TypeName switch
    {
        "System.Numerics.Tensors.TensorPrimitives" => Primitive(callee),
        "System.Numerics.Tensors.Tensor" => Operations(callee) is { } operations && !operations.Equals(OperationCounts.None) ? CallPrice.HiddenArithmetic : CallPrice.Free,
        "System.MemoryExtensions" when !Comparers.AmongParametersOf(callee) => Search(callee),
        _ => null,
    };

    private static CallPrice Primitive(Callee callee) => FirstSpan(callee) is var (span, element)
        ? CallPrice.Of(Operations(callee), each => element.Scalar(each) with { SpanParameter = span })
        : CallPrice.Free;

    /// <summary>Compares each element with its counterpart, or with each of the values that are looked for.</summary>
    private static CallPrice? Search(Callee callee)
    {
        int comparisons = Searches.Contains(callee.Name) ? callee.Parameters.Count(parameter => FloatElement.Of(parameter) is not null)
            : Comparisons.Contains(callee.Name) ? 1
            : 0;
        return comparisons > 0 && FirstSpan(callee) is var (span, element)
            ? CallPrice.Priced(element.Scalar(Compare * comparisons) with { SpanParameter = span })
            : null;
    }

    private static OperationCounts? Operations(Callee callee)
    {
        if (Table.TryGet(callee.Name, out var operations))
        {
            return operations;
        }

        return Free.Contains(callee.Name) ? OperationCounts.None : ElementwiseOperations.Of(callee);
    }

    private static (int Parameter, FloatElement Element)? FirstSpan(Callee callee)
    {
        int parameter = Array.FindIndex(callee.Parameters, type => type.GetElementType().FullName is "System.ReadOnlySpan`1" or "System.Span`1");
        return parameter >= 0 && FloatElement.Of(((GenericInstanceType)callee.Parameters[parameter]).GenericArguments[0]) is { } element ? (parameter, element) : null;
    }
}
