using Mono.Cecil;

namespace AlgZoo.Hosting;

/// <summary>Operations of a call.</summary>
/// <param name="Operations">
/// Operations of one call, or for each element of <paramref name="SpanParameter"/>. Where <paramref name="GenericElement"/> is set: of one element, in the classes of double precision.
/// </param>
/// <param name="GenericElement">The generic parameter that only the JIT can tell to be double, float or another type; null where precision and lanes are settled.</param>
/// <param name="VectorBits">With <paramref name="GenericElement"/>: width of the vector, 0 for a scalar, <see cref="VectorType.MachineWidth"/> for <c>Vector&lt;T&gt;</c>.</param>
/// <param name="SpanParameter">Position among the method's parameters of the span whose length multiplies the cost; -1 for none.</param>
internal sealed record CallCost(OperationCounts Operations, TypeReference? GenericElement = null, int VectorBits = 0, int SpanParameter = -1);
