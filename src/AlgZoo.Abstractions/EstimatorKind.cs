namespace AlgZoo;

/// <summary>How an estimator arrives at its number; tables can be filtered by it.</summary>
public enum EstimatorKind
{
    /// <summary>Does not look at the weights it is asked about (a constant, possibly known from advice).</summary>
    Trivial,

    /// <summary>Runs the model on pseudo-random inputs.</summary>
    Sampling,

    /// <summary>Runs the model on a low-discrepancy point set, scrambled or not.</summary>
    QuasiMonteCarlo,

    /// <summary>Samples or point sets in some directions, exact integration in others.</summary>
    Hybrid,

    /// <summary>Deduces the estimate from the weights; no sampled inputs.</summary>
    Deductive,
}
