namespace AlgZoo.Hosting;

/// <summary>Tables are written in double precision; this gives the same operations in single.</summary>
internal static class OperationCountsPrecision
{
    public static OperationCounts InSingle(this OperationCounts doubles) =>
        OperationCounts.Of([.. doubles.Occurring().Select(entry => (InSingle(entry.Operation), entry.Count))]);

    private static OperationClass InSingle(OperationClass operation) => operation switch
    {
        OperationClass.AddDouble => OperationClass.AddSingle,
        OperationClass.CompareDouble => OperationClass.CompareSingle,
        OperationClass.MultiplyDouble => OperationClass.MultiplySingle,
        OperationClass.FusedDouble => OperationClass.FusedSingle,
        OperationClass.DivideDouble => OperationClass.DivideSingle,
        OperationClass.SquareRootDouble => OperationClass.SquareRootSingle,
        OperationClass.TranscendentalDouble => OperationClass.TranscendentalSingle,
        _ => operation,
    };
}
