namespace AlgZoo.Hosting;

/// <summary>One operation of each class in double precision, to write tables with.</summary>
internal static class Doubles
{
    public static readonly OperationCounts Add = OperationCounts.Of((OperationClass.AddDouble, 1));
    public static readonly OperationCounts Compare = OperationCounts.Of((OperationClass.CompareDouble, 1));
    public static readonly OperationCounts Multiply = OperationCounts.Of((OperationClass.MultiplyDouble, 1));
    public static readonly OperationCounts Fused = OperationCounts.Of((OperationClass.FusedDouble, 1));
    public static readonly OperationCounts Divide = OperationCounts.Of((OperationClass.DivideDouble, 1));
    public static readonly OperationCounts SquareRoot = OperationCounts.Of((OperationClass.SquareRootDouble, 1));
    public static readonly OperationCounts Transcendental = OperationCounts.Of((OperationClass.TranscendentalDouble, 1));

    /// <summary>A dot product, or a product of a row and a column: n products and the n - 1 additions of their sum.</summary>
    public static OperationCounts InnerProduct(int n) => (Multiply * n) + (Add * (n - 1));
}
