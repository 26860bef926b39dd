using System.Globalization;
using System.Numerics;
using AlgZoo.Evaluation;

namespace AlgZoo.Reporting;

/// <summary>A command worth trying after a run, or a file worth opening.</summary>
/// <param name="Command">The command or the file, ready for a shell.</param>
/// <param name="Purpose">What it is for, for example <c>for the charts</c>.</param>
internal sealed record NextStep(string Command, string Purpose)
{
    // More copies than so many times those that there are ask for too much.
    private const int MostTimesTheDraws = 16;

    /// <summary>The commands, the most urgent first.</summary>
    /// <param name="report">The report of the run.</param>
    /// <param name="folder">Its run directory.</param>
    public static IEnumerable<NextStep> Of(RunReport report, string folder)
    {
        string directory = ShellWord.Of(folder);
        // The runs of a leaderboard lie elsewhere, and its estimators may have other names there.
        bool canBeRun = report.Manifest.Sources is null;
        if (!report.Scores.Complete)
        {
            yield return new($"algzoo run --resume {directory}", $"to run {English.Count(report.Manifest.Cells - report.Measurements.Count, "missing cell")}");
        }
        else if (report.Manifest.Shard is { } shard)
        {
            yield return new($"algzoo merge {directory} ... --out DIR", $"to join all {shard.Count.ToString(CultureInfo.InvariantCulture)} shards");
        }

        if (canBeRun && report.Measurements.FirstOrDefault(cell => cell.Outcome is not (Outcome.Completed or Outcome.NotSupported)) is { } failed)
        {
            yield return new(RunCommandLine.Of(report.Manifest, failed), "to run a failed cell again");
        }

        if (canBeRun && DrawsToDecide(report) is { } draws && report.Scores.Complete && report.Manifest.Shard is null)
        {
            yield return new(string.Create(CultureInfo.InvariantCulture, $"algzoo run --resume {directory} --draws {draws} --accept-changes"), "to decide perhaps half of what is undecided");
        }

        yield return new(ShellWord.Of(Path.Combine(folder, ReportFiles.PageName(report))), "for the charts, in a browser");
        yield return new($"algzoo compare {directory} OTHER", "to set it against another run, draw by draw");
    }

    // The number of copies at which half of those verdicts would fall that are undecided without being hopeless; null where few are.
    private static int? DrawsToDecide(RunReport report)
    {
        if (report.Manifest.Models.All(model => string.Equals(model.NoiseKind, "none", StringComparison.Ordinal)))
        {
            return null;
        }

        Score[] scores = [.. report.Estimators.Where(estimator => estimator.Info.Kind is not (EstimatorKind.Trivial or EstimatorKind.Sampling)).SelectMany(estimator => estimator.Summary)];
        double[] factors =
        [
            .. scores.Where(score => score.Verdict == Verdict.Undecided)
                .Select(score => Resolution.Draws(score.Efficiency) / score.Cells)
                .Where(factor => factor <= MostTimesTheDraws)
                .Order(),
        ];
        if (factors.Length * 4 < scores.Length || factors.Length == 0)
        {
            return null;
        }

        double needed = report.Manifest.Draws * Math.Max(factors[factors.Length / 2], 2);
        return (int)BitOperations.RoundUpToPowerOf2((uint)Math.Min(needed, 1 << 20));
    }
}
