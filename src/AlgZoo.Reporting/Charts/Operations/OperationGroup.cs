namespace AlgZoo.Reporting;

/// <summary>Classes of operation that are shown as one, in single and double precision.</summary>
/// <param name="Name">What they are.</param>
/// <param name="Sign">A short sign for them.</param>
/// <param name="Classes">The classes.</param>
internal sealed record OperationGroup(string Name, string Sign, params IReadOnlyList<OperationClass> Classes)
{
    /// <summary>All groups: every class is in one.</summary>
    public static IReadOnlyList<OperationGroup> All { get; } =
    [
        new("multiply", "×", OperationClass.MultiplySingle, OperationClass.MultiplyDouble),
        new("add, subtract", "+", OperationClass.AddSingle, OperationClass.AddDouble),
        new("fused multiply-add", "×+", OperationClass.FusedSingle, OperationClass.FusedDouble),
        new("compare", "<", OperationClass.CompareSingle, OperationClass.CompareDouble),
        new("divide, square root", "÷√", OperationClass.DivideSingle, OperationClass.DivideDouble, OperationClass.SquareRootSingle, OperationClass.SquareRootDouble),
        new("transcendental", "exp", OperationClass.TranscendentalSingle, OperationClass.TranscendentalDouble),
        new("sort, gather, random", "sort", OperationClass.SortStep, OperationClass.Gather, OperationClass.UniformDraw, OperationClass.GaussianDraw),
        new("declared, unwound", "decl", OperationClass.Declared, OperationClass.Unwound),
    ];

    /// <summary>The group of a class.</summary>
    public static OperationGroup Of(OperationClass operation) => All.First(group => group.Classes.Contains(operation));
}
