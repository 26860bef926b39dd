using Mono.Cecil;

namespace AlgZoo.Hosting;

/// <summary>What a call to a method outside the metered assemblies costs: of the runtime, of the libraries that come with it, or of the host.</summary>
internal static class CallPrices
{
    private static readonly Func<Callee, CallPrice?>[] Areas =
        [Scalars.Of, GenericMath.Of, Vectors.Of, Intrinsics.Of, Tensors.Of, Complexes.Of, VectorStructs.Of, Quaternions.Of, Matrices.Of];

    /// <summary>The price of a call.</summary>
    /// <param name="method">The method as the call names it.</param>
    /// <param name="constrainedTo">Operand of a preceding <c>constrained.</c> prefix; null for none.</param>
    /// <returns>How the call is accounted for.</returns>
    public static CallPrice Of(MethodReference method, TypeReference? constrainedTo)
    {
        // The members of arrays, double[,]::Get, are loads and stores.
        if (method.DeclaringType is ArrayType)
        {
            return CallPrice.Free;
        }

        if (HostFunctions.Shared.Of(method) is { } host)
        {
            return host;
        }

        var callee = new Callee(method, constrainedTo);
        if (Shims.Of(callee) is { } shim)
        {
            return CallPrice.Shimmed(shim);
        }

        if (EscapeHatches.Contains(callee))
        {
            return CallPrice.Escape;
        }

        return Areas.Select(area => area(callee)).FirstOrDefault(price => price is not null) ?? HiddenArithmetic.Of(callee);
    }
}
