namespace AlgZoo.Reporting;

/// <summary>What readers call the classes of operation.</summary>
internal static class OperationNames
{
    private const string Single = nameof(Single);
    private const string Double = nameof(Double);

    /// <summary>For example <c>add, double</c> or <c>Gaussian draw</c>.</summary>
    public static string Of(OperationClass operation)
    {
        string name = operation.ToString();
        return operation switch
        {
            OperationClass.SortStep => "sort step",
            OperationClass.UniformDraw => "uniform draw",
            OperationClass.GaussianDraw => "Gaussian draw",
            OperationClass.SquareRootSingle => "square root, single",
            OperationClass.SquareRootDouble => "square root, double",
            _ when name.EndsWith(Single, StringComparison.Ordinal) => $"{name[..^Single.Length].ToLowerInvariant()}, single",
            _ when name.EndsWith(Double, StringComparison.Ordinal) => $"{name[..^Double.Length].ToLowerInvariant()}, double",
            _ => name.ToLowerInvariant(),
        };
    }
}
