using AlgZoo.Evaluation;

namespace AlgZoo.Cli;

/// <summary>What one estimator explains of a model. Estimate, surprise, ledger and verdict are null unless it gave an estimate.</summary>
internal sealed record EstimatorAccount(
    string Estimator, EstimatorKind Kind, Outcome Outcome, string? Message, double? Value, double? Error, long Flops, MeteringGrade Metering, int? AdviceBytes, EstimateSurprise? Surprise, Ledger? Ledger,
    Understanding? Verdict, string? Reason)
{
    /// <summary>Scores what an estimator answered. One that states no sigma is scored with its own error.</summary>
    public static EstimatorAccount Of(EstimatorInfo estimator, CellResult result, int? adviceBytes, GroundTruth truth, double resolution)
    {
        double? error = result.Estimate?.Value - truth.Value;
        var surprise = result.Estimate is not { } estimate
            ? null
            : EstimateSurprise.Of(truth.Value, truth.StandardError, estimate.Value, estimate.StandardError, Math.Abs(estimate.Value - truth.Value), result.Explanation, adviceBytes ?? 0, resolution);
        return new EstimatorAccount(
            estimator.Id, estimator.Kind, result.Outcome, result.Message, result.Estimate?.Value, error, result.Compute.Flops, result.Compute.Grade, adviceBytes, surprise,
            surprise?.ExplanationBits is null ? null : Ledger.Of(result.Explanation), Verdict: null, Reason: null);
    }

    /// <summary>The same with its verdict.</summary>
    public EstimatorAccount JudgedBy(OptimisationRange optimisation, SurpriseTruth truth)
    {
        if (Surprise is null)
        {
            return this;
        }

        var verdict = UnderstandingVerdict.Of(Surprise, optimisation);
        return this with { Verdict = verdict, Reason = UnderstandingWords.Reason(verdict, Surprise, optimisation, truth.StandardError) };
    }
}
