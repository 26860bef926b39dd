namespace AlgZoo.Reporting;

/// <summary>The kinds of estimators, as tables call them.</summary>
public static class KindNames
{
    /// <summary>The name of a kind: <c>QMC</c>, or in lower case.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>One word.</returns>
    public static string Of(EstimatorKind kind) => kind switch
    {
        EstimatorKind.QuasiMonteCarlo => "QMC",
        _ => kind.ToString().ToLowerInvariant(),
    };
}
