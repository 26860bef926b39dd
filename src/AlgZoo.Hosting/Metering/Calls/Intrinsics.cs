using static AlgZoo.Hosting.Doubles;

namespace AlgZoo.Hosting;

/// <summary>The instructions of x86, Arm and WebAssembly: <c>System.Runtime.Intrinsics.X86</c> and its like.</summary>
internal static class Intrinsics
{
    /// <summary>Operations of one lane, beside <see cref="ElementwiseOperations"/>.</summary>
    private static readonly OperationTable Table = new(
        (Add, "AddSubtract HorizontalAdd HorizontalSubtract AddPairwise AddAcross AddSequentialAcross AddRotateComplex"),
        (Add * 2, "AbsoluteDifference"),
        (Compare, "CompareEqual CompareGreaterThan CompareGreaterThanOrEqual CompareLessThan CompareLessThanOrEqual CompareNotEqual CompareNotEqualTo"),
        (Compare, "CompareNotGreaterThan CompareNotGreaterThanOrEqual CompareNotLessThan CompareNotLessThanOrEqual CompareOrdered CompareUnordered"),
        (Compare, "CompareOrderedEqual CompareOrderedNotEqual CompareOrderedGreaterThan CompareOrderedGreaterThanOrEqual CompareOrderedLessThan CompareOrderedLessThanOrEqual"),
        (Compare, "CompareUnorderedEqual CompareUnorderedNotEqual CompareUnorderedGreaterThan CompareUnorderedGreaterThanOrEqual CompareUnorderedLessThan"),
        (Compare, "CompareUnorderedLessThanOrEqual Compare CompareNotLessThanOrUnordered CompareNotGreaterThanOrUnordered"),
        (Compare, "MaxPairwise MaxNumberPairwise MaxAcross MaxNumberAcross MinPairwise MinNumberPairwise MinAcross MinNumberAcross MinMax Range PseudoMax PseudoMin"),
        (Compare, "RoundToNearest RoundToNearestInteger RoundToNegativeInfinity RoundToPositiveInfinity RoundToZero RoundAwayFromZero RoundCurrentDirection RoundScale Fixup"),
        (Compare + Add, "Reduce"),
        (Compare + (Add * 2), "AbsoluteCompareGreaterThan AbsoluteCompareGreaterThanOrEqual AbsoluteCompareLessThan AbsoluteCompareLessThanOrEqual"),
        (Multiply, "MultiplyExtended Scale"),
        (Multiply + Add, "DotProduct"),
        (Fused, "MultiplyAdd MultiplySubtract MultiplyAddNegated MultiplySubtractNegated MultiplyAddSubtract MultiplySubtractAdd MultiplyAddRotateComplex"),
        (Fused, "FusedMultiplyAddNegated FusedMultiplySubtract FusedMultiplySubtractNegated FusedMultiplyAddSubtract FusedMultiplySubtractAdd ReciprocalStep"),
        (Fused, "MultiplyAddNegatedEstimate"),
        (Fused + Multiply, "ReciprocalSquareRootStep ReciprocalSqrtStep"),
        (Divide, "Reciprocal14"),
        (SquareRoot + Divide, "ReciprocalSqrt14 ReciprocalSquareRootEstimate"));

    /// <summary>Moves and bit operations, beside those of <see cref="ElementwiseOperations"/>.</summary>
    private static readonly NameSet Free = new(
        "And Or Not OrNot Bitwise* TernaryLogic Test* CompareTest MoveMask Move* Blend* Broadcast* Duplicate* Compress* Expand* Extract* Insert* MaskLoad* MaskStore* Scatter* Permute* " +
        "Align* Unpack* Zip* Unzip* Transpose* Reverse* VectorTableLookup* Swizzle* Splat* Replace* Splice Compact ConditionalExtract* GetMantissa GetActiveElementCount Classify " +
        "ReciprocalExponent SignExtend* ZeroExtend*");

    public static CallPrice? Of(Callee callee)
    {
        if (callee.Namespace is not ("System.Runtime.Intrinsics.X86" or "System.Runtime.Intrinsics.Arm" or "System.Runtime.Intrinsics.Wasm"))
        {
            return null;
        }

        if (callee.Name.StartsWith("Gather", StringComparison.Ordinal))
        {
            return Gather(callee);
        }

        if (VectorType.Widest(callee) is not var (element, bits))
        {
            return CallPrice.Free;
        }

        // An operand may be one scalar for all lanes; otherwise "Scalar" means that the instruction works on the lowest lane alone.
        string name = callee.Name.Replace("BySelectedScalar", "", StringComparison.Ordinal).Replace("ByScalar", "", StringComparison.Ordinal);
        bool lowestLane = name.Contains("Scalar", StringComparison.Ordinal);
        return CallPrice.Of(Operations(name.Replace("Scalar", "", StringComparison.Ordinal)), each => lowestLane ? element.Scalar(each) : element.Vector(each, bits));
    }

    private static OperationCounts? Operations(string name)
    {
        if (Table.TryGet(name, out var operations))
        {
            return operations;
        }

        return Free.Contains(name) ? OperationCounts.None : ElementwiseOperations.Of(name);
    }

    private static CallPrice Gather(Callee callee) => VectorType.Widest([callee.ReturnType]) is var (element, bits)
        ? CallPrice.Priced(element.Vector(OperationCounts.Of((OperationClass.Gather, 1)), bits))
        : CallPrice.Free;
}
