namespace AlgZoo.Hosting.Tests;

/// <summary>Operation counts as the tables of expectations state them.</summary>
internal static class Count
{
    public static OperationCounts Doubles(long add = 0, long multiply = 0, long divide = 0, long compare = 0, long squareRoot = 0, long transcendental = 0, long fused = 0) => OperationCounts.Of(
        (OperationClass.AddDouble, add),
        (OperationClass.MultiplyDouble, multiply),
        (OperationClass.DivideDouble, divide),
        (OperationClass.CompareDouble, compare),
        (OperationClass.SquareRootDouble, squareRoot),
        (OperationClass.TranscendentalDouble, transcendental),
        (OperationClass.FusedDouble, fused));

    public static OperationCounts Singles(long add = 0, long multiply = 0, long divide = 0, long compare = 0, long squareRoot = 0, long transcendental = 0, long fused = 0) => OperationCounts.Of(
        (OperationClass.AddSingle, add),
        (OperationClass.MultiplySingle, multiply),
        (OperationClass.DivideSingle, divide),
        (OperationClass.CompareSingle, compare),
        (OperationClass.SquareRootSingle, squareRoot),
        (OperationClass.TranscendentalSingle, transcendental),
        (OperationClass.FusedSingle, fused));

    /// <summary>How many of 0, 1, ..., n - 1 meet a condition.</summary>
    public static long Rounds(int n, Func<int, bool> condition) => Enumerable.Range(0, n).LongCount(condition);
}
