using static AlgZoo.Hosting.Doubles;

namespace AlgZoo.Hosting;

/// <summary><see cref="System.Numerics.Complex"/>, in operations on its parts as the runtime does them.</summary>
internal static class Complexes
{
    private static readonly OperationTable Table = new(
        (Add * 2, "Add Subtract Negate"),
        (Add, "Add(Complex,Double) Add(Double,Complex) Subtract(Complex,Double) Conjugate Increment Decrement"),
        ((Multiply * 4) + (Add * 2), "Multiply"),
        (Multiply * 2, "Multiply(Complex,Double) Multiply(Double,Complex)"),
        ((Multiply * 4) + (Add * 4), "MultiplyAddEstimate"),
        (Quotient, "Divide"),
        (Divide * 2, "Divide(Complex,Double)"),
        (RealQuotient, "Divide(Double,Complex) Reciprocal"),
        (Compare * 2, "Equals"),
        (Modulus, "Abs get_Magnitude"),
        (Transcendental, "get_Phase"),
        ((Modulus + Compare) * 2, "MaxMagnitude MinMagnitude MaxMagnitudeNumber MinMagnitudeNumber"),
        (Polar, "FromPolarCoordinates"),
        (Modulus + (Add * 2) + (Compare * 2) + (Multiply * 2) + Divide + SquareRoot, "Sqrt"),
        (Transcendental + Polar, "Exp"),
        (Logarithm, "Log"),
        ((Logarithm * 2) + Quotient, "Log(Complex,Double)"),
        (Logarithm + (Multiply * 2), "Log10"),
        (Modulus + (Transcendental * 4) + (Multiply * 4) + (Add * 2) + Polar, "Pow"),
        (Circular, "Sin Cos Sinh Cosh"),
        (Circular + Compare + Add + (Divide * 2), "Tan Tanh"),
        ((Modulus * 2) + (Transcendental * 2) + (Multiply * 6) + (Add * 8) + (Compare * 4) + (Divide * 2) + (SquareRoot * 2), "Asin Acos"),
        ((Logarithm * 2) + (Multiply * 12) + (Add * 12), "Atan"));

    /// <summary>Smith's division.</summary>
    private static OperationCounts Quotient => (Add * 5) + Compare + (Multiply * 3) + (Divide * 3);

    private static OperationCounts RealQuotient => (Add * 4) + Compare + (Multiply * 2) + (Divide * 3);

    /// <summary>The larger part times the square root of one plus the squared ratio of the parts.</summary>
    private static OperationCounts Modulus => (Add * 3) + Compare + Divide + (Multiply * 2) + SquareRoot;

    private static OperationCounts Logarithm => Modulus + (Transcendental * 2);

    private static OperationCounts Polar => (Transcendental * 2) + (Multiply * 2);

    /// <summary>Sine and cosine of one part, an exponential of the other and its reciprocal, halved sum and difference, two products.</summary>
    private static OperationCounts Circular => (Transcendental * 3) + Divide + (Add * 2) + (Multiply * 4);

    public static CallPrice? Of(Callee callee) => callee.TypeName is "System.Numerics.Complex" ? Price(callee) : null;

    /// <summary>The price of a function of complex numbers.</summary>
    public static CallPrice Price(Callee callee) => NumericStructs.InDouble(callee, Table);
}
