namespace AlgZoo.Reporting;

/// <summary>Names the estimators that are of the very method that a truth was found by.</summary>
internal static class TruthNotes
{
    private const int ShownModels = 5;

    public static IEnumerable<string> Of(RunReport report)
    {
        foreach (var estimator in report.Estimators.Where(estimator => estimator.Headline is not null))
        {
            string[] models = [.. report.Manifest.Models.Where(model => string.Equals(model.ExactTruth, estimator.Id, StringComparison.Ordinal)).Select(model => model.Reference)];
            if (models.Length > 0)
            {
                yield return $"{estimator.Id} is also the method of the truth of {English.List(models, ShownModels)}: that they agree proves nothing, only what it costs counts.";
            }
        }
    }
}
