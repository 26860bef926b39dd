using AlgZoo.Evaluation;
using Spectre.Console;

namespace AlgZoo.Reporting;

/// <summary>The footnotes of a score table about estimators of the very method that the truth was found by.</summary>
internal static class ExactTruthNotes
{
    public static void Write(IAnsiConsole console, RunManifest manifest, RunScores scores)
    {
        foreach (var headline in scores.Headline)
        {
            string[] models = [.. manifest.Models.Where(model => string.Equals(model.ExactTruth, headline.Estimator, StringComparison.Ordinal)).Select(model => model.Reference)];
            if (models.Length > 0)
            {
                console.MarkupLine($"[grey]{Markup.Escape(headline.Estimator)} is also the method of the truth of {Markup.Escape(string.Join(", ", models))}: that they agree proves nothing, only what it costs counts.[/]");
            }
        }
    }
}
