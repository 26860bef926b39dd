using System.Globalization;
using AlgZoo.Evaluation;
using Spectre.Console;

namespace AlgZoo.Reporting;

/// <summary>The columns of the score table that fit into a console.</summary>
internal sealed class ScoreColumns
{
    // A name is cut down to this before a column is left out.
    private const int ShortestName = 20;

    private readonly RunReport _report;
    private readonly IReadOnlyList<EstimatorReport> _rows;
    private readonly ScoreMarks _text;
    private readonly int _width;

    /// <summary>Chooses the columns.</summary>
    /// <param name="report">The report.</param>
    /// <param name="rows">The estimators in the order of the rows, each with a headline.</param>
    /// <param name="width">Width of the console in characters.</param>
    /// <param name="unicode">Whether the console can show more than ASCII.</param>
    public ScoreColumns(RunReport report, IReadOnlyList<EstimatorReport> rows, int width, bool unicode)
    {
        _report = report;
        _rows = rows;
        _text = new ScoreMarks(report.Scores);
        _width = width;
        Ellipsis = unicode ? "…" : "...";
        long[] budgets = [.. report.Manifest.Budgets];
        int longestName = rows.Max(row => Name(row).Length);
        var rank = Of("#", Justify.Right, row => row.Headline!.Rank.ToString(CultureInfo.InvariantCulture));
        var kind = Of("kind", Justify.Left, row => KindNames.Of(row.Info.Kind) + (row.Info.UsesAdvice ? "[yellow]*[/]" : ""));
        var overall = Of("overall", Justify.Right, row => _text.Overall(row.Headline!));
        var line = Of(budgets.Length == 1 ? FlopFormat.Compute(budgets[0]) : $"{FlopFormat.Compute(budgets[0])}\n-{FlopFormat.Compute(budgets[^1])}", Justify.Left, row => BudgetBars.Of(row, budgets, unicode));
        var verdict = Of("verdict", Justify.Left, VerdictStyle.Of);
        var matches = Of("matches\nto", Justify.Right, row => Horizon(row.Headline!));
        ScoreColumn[] metered = MeteringNotes.GradesDiffer(report.Scores) ? [Of("metered", Justify.Left, row => Grade(row.Headline!.Metering))] : [];
        ScoreColumn[] efficiencies = [.. budgets.Select(budget => Of(FlopFormat.Compute(budget), Justify.Right, row => Efficiency(row, budget)))];

        // From wide to narrow. The first two need room for whole names.
        ScoreColumn[][] choices =
        [
            [rank, kind, .. metered, overall, line, verdict, matches, .. efficiencies],
            [rank, kind, .. metered, overall, line, verdict, matches],
            [rank, kind, overall, line, verdict, matches],
            [rank, kind, overall, line, verdict],
            [rank, overall, line, verdict],
        ];
        var chosen = choices.Where((choice, index) => RoomForNames(choice) >= (index < 2 ? longestName : Math.Min(longestName, ShortestName))).FirstOrDefault() ?? choices[^1];
        int room = Math.Max(RoomForNames(chosen), 1);
        CutsNames = longestName > room;
        ShowsEfficiencies = chosen.Length > choices[1].Length;
        ShowsHorizons = chosen.Contains(matches);
        Shown = [chosen[0], Of("estimator", Justify.Left, row => Markup.Escape(Cut(Name(row), room))), .. chosen[1..]];
    }

    /// <summary>The columns, from left to right.</summary>
    public IReadOnlyList<ScoreColumn> Shown { get; }

    /// <summary>Whether a name is cut.</summary>
    public bool CutsNames { get; }

    /// <summary>Whether there is room for the efficiency at each budget.</summary>
    public bool ShowsEfficiencies { get; }

    /// <summary>Whether there is room for the matching horizons.</summary>
    public bool ShowsHorizons { get; }

    /// <summary>Space between two columns.</summary>
    public int Gap => Shown.Sum(column => column.Width) + (2 * (Shown.Count - 1)) <= _width ? 2 : 1;

    /// <summary>The mark of a name that is cut.</summary>
    public string Ellipsis { get; }

    private int RoomForNames(ScoreColumn[] others) => _width - others.Sum(column => column.Width) - others.Length;

    // Efficiencies over different models cannot be compared: a table says who works on fewer.
    private string Name(EstimatorReport row) => row.Headline!.Models < _report.Manifest.Models.Count
        ? string.Create(CultureInfo.InvariantCulture, $"{row.Id} {row.Headline.Models}/{_report.Manifest.Models.Count}")
        : row.Id;

    private string Cut(string name, int room) => name.Length <= room ? name : string.Concat(name.AsSpan(0, Math.Max(room - Ellipsis.Length, 0)), Ellipsis.AsSpan(0, Math.Min(room, Ellipsis.Length)));

    private string Efficiency(EstimatorReport row, long budget) => row.Summary.FirstOrDefault(score => score.Budget == budget) is { } score
        ? VerdictStyle.Of(score.Verdict, $"{_text.Efficiency(score)} {ScoreMarks.VerdictMark(score.Verdict),1}")
        : "[grey]-[/]  ";

    private static string Horizon(HeadlineScore headline) => headline.MatchingHorizon == 0 ? $"[red]{ScoreMarks.MatchesTo(headline)}[/]" : ScoreMarks.MatchesTo(headline);

    private static string Grade(MeteringGrade? grade) => MeteringNotes.IsUpperBound(grade) ? $"[yellow]{MeteringNotes.GradeName(grade)}[/]" : MeteringNotes.GradeName(grade);

    private ScoreColumn Of(string heading, Justify alignment, Func<EstimatorReport, string> cell) => new(heading, alignment, [.. _rows.Select(cell)]);
}
