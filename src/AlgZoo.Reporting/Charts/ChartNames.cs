namespace AlgZoo.Reporting;

/// <summary>What charts are called in file names and identifiers.</summary>
internal static class ChartNames
{
    /// <summary>The name of a kind of chart, in lower case with hyphens.</summary>
    public static string Slug(ChartKind kind) => kind switch
    {
        ChartKind.Mse => "mse",
        ChartKind.Efficiency => "efficiency",
        ChartKind.EstimateVersusTruth => "estimate-versus-truth",
        ChartKind.BiasVersusVariance => "bias-versus-variance",
        ChartKind.Surprise => "surprise",
        ChartKind.Operations => "operations",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
