using static AlgZoo.Hosting.Doubles;

namespace AlgZoo.Hosting;

/// <summary>
/// What functions of numbers cost for each number. The names are the same on scalars (<see cref="Math"/>, <see cref="double"/>, generic math), on SIMD vectors (for each lane) and on spans (for each
/// element).
/// </summary>
internal static class ElementwiseOperations
{
    private const string ToDigits = "RoundToDigits";
    private const string ToBase = "LogToBase";

    private static readonly OperationTable Table = new(
        (Add, "Add Subtract AddSaturate SubtractSaturate Negate Abs CopySign Increment Decrement BitIncrement BitDecrement"),
        (Compare, "Equals EqualsAll EqualsAny LessThan LessThanAll LessThanAny LessThanOrEqual LessThanOrEqualAll LessThanOrEqualAny"),
        (Compare, "GreaterThan GreaterThanAll GreaterThanAny GreaterThanOrEqual GreaterThanOrEqualAll GreaterThanOrEqualAny"),
        (Compare, "CompareTo All Any None Count IndexOf LastIndexOf"),
        (Compare, "Max MaxNumber MaxNative MaxMagnitude MaxMagnitudeNumber Min MinNumber MinNative MinMagnitude MinMagnitudeNumber"),
        (Compare, "Sign Floor Ceiling Truncate Round"),
        (Compare * 2, "Clamp ClampNative"),
        (Compare + Multiply + Divide, ToDigits),
        (Multiply, "Multiply ScaleB"),
        (Multiply + Divide, "DegreesToRadians RadiansToDegrees"),
        (Multiply + Add, "Dot CreateSequence"),
        ((Multiply * 2) + (Add * 2), "Lerp"),
        ((Multiply * 2) + Add + SquareRoot, "Hypot"),
        (Add, "Sum"),
        (Fused, "FusedMultiplyAdd MultiplyAddEstimate"),
        (Divide, "Divide Remainder IEEERemainder Ieee754Remainder Reciprocal ReciprocalEstimate"),
        (SquareRoot, "Sqrt SquareRoot"),
        (SquareRoot + Divide, "ReciprocalSqrt ReciprocalSqrtEstimate"),
        (Transcendental, "Exp Exp2 Exp10 ExpM1 Exp2M1 Exp10M1 Log Log2 Log10 LogP1 Log2P1 Log10P1 Pow RootN Cbrt"),
        (Transcendental, "Sin Cos Tan SinPi CosPi TanPi Asin Acos Atan AsinPi AcosPi AtanPi Atan2 Atan2Pi Sinh Cosh Tanh Asinh Acosh Atanh"),
        (Transcendental * 2, "SinCos SinCosPi"),
        ((Transcendental * 2) + Divide, ToBase));

    /// <summary>Moves, conversions, classifications, bit operations and text, beside what is free for every type.</summary>
    private static readonly NameSet Free = new(
        ".ctor get_* set_* op_* Create* Convert* As* To* With* GetElement GetLower GetUpper GetHashCode GetTypeCode TryGet* TryConvert* TryWrite* Write* TryRead* Read* " +
        "GetExponent* GetSignificand* GetByteCount GetShortestBitLength " +
        "Is* Parse TryParse TryFormat CopyTo TryCopyTo Load* Store* Shuffle* Shift* Rotate* Narrow* Widen* ConditionalSelect Select " +
        "BitwiseAnd BitwiseOr AndNot Xor OnesComplement ExtractMostSignificantBits AllWhereAllBitsSet AnyWhereAllBitsSet NoneWhereAllBitsSet CountWhereAllBitsSet " +
        "IndexOfWhereAllBitsSet LastIndexOfWhereAllBitsSet ILogB PopCount LeadingZeroCount TrailingZeroCount DivRem BigMul");

    /// <summary>The operations for each number; <see cref="OperationCounts.None"/> for a function that does no arithmetic, null for an unknown one.</summary>
    public static OperationCounts? Of(Callee callee) => Of(Overload(callee));

    /// <summary>The same by name.</summary>
    public static OperationCounts? Of(string operation)
    {
        if (Table.TryGet(operation, out var operations))
        {
            return operations;
        }

        return Free.Contains(operation) ? OperationCounts.None : null;
    }

    private static string Overload(Callee callee) => callee.Operation switch
    {
        "Round" when Array.Exists(callee.Parameters, parameter => parameter.FullName is "System.Int32") => ToDigits,
        "Log" when callee.Parameters.Count(parameter => parameter.GetElementType().FullName is not "System.Span`1") == 2 => ToBase,
        var operation => operation,
    };
}
