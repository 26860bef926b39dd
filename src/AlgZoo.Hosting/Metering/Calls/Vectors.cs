namespace AlgZoo.Hosting;

/// <summary>The SIMD vectors that do not depend on the machine's instruction set: <c>Vector64</c> to <c>Vector512</c> and <c>Vector&lt;T&gt;</c>.</summary>
internal static class Vectors
{
    private static readonly NameSet Types = new(
        "System.Numerics.Vector System.Numerics.Vector`1 System.Runtime.Intrinsics.Vector64* System.Runtime.Intrinsics.Vector128* System.Runtime.Intrinsics.Vector256* System.Runtime.Intrinsics.Vector512*");

    public static CallPrice? Of(Callee callee)
    {
        if (!Types.Contains(callee.TypeName))
        {
            return null;
        }

        return VectorType.Widest(callee) is var (element, bits)
            ? CallPrice.Of(ElementwiseOperations.Of(callee), each => element.Vector(each, bits))
            : CallPrice.Free;
    }
}
