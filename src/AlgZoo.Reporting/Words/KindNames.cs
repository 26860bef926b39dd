namespace AlgZoo.Reporting;

/// <summary>The kinds of estimators, as tables call them.</summary>
internal static class KindNames
{
    public static string Of(EstimatorKind kind) => kind switch
    {
        EstimatorKind.QuasiMonteCarlo => "QMC",
        _ => kind.ToString().ToLowerInvariant(),
    };
}
