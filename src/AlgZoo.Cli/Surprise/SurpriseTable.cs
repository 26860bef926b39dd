using System.Globalization;
using AlgZoo.Evaluation;
using AlgZoo.Reporting;
using Spectre.Console;

namespace AlgZoo.Cli;

/// <summary>What several estimators explain of a model, a row each: those that explain most for least first.</summary>
internal static class SurpriseTable
{
    private const int Gap = 2;

    public static void Write(IAnsiConsole console, SurpriseDocument document)
    {
        foreach (string line in SurpriseFacts.OfModel(document).Append(SurpriseFacts.Line("estimates", string.Create(CultureInfo.InvariantCulture, $"within {FlopFormat.Compute(document.Budget)} FLOPs; bits left at a resolution of {BitsFormat.Small(document.Resolution)}"))))
        {
            Line(console, line);
        }

        console.WriteLine();
        EstimatorAccount[] rows = [.. document.Estimators.Where(account => account.Surprise is not null).OrderBy(Place)];
        console.Write(Table(rows, console.Profile.Width));
        console.WriteLine();
        string[] notes = [.. Notes(document, rows)];
        foreach (string line in notes.Concat(notes.Length > 0 ? [""] : []).Concat(SurpriseFacts.OfOptimisation(document)))
        {
            Line(console, line);
        }
    }

    // By verdict; what leaves more than a full understanding may by what it leaves, all else by its total.
    private static (int Verdict, double Left, double Total) Place(EstimatorAccount account) => (
        account.Verdict switch { Understanding.Full => 0, Understanding.Undecided => 1, Understanding.NoLedger => 2, _ => 3 },
        Math.Max(account.Surprise!.BitsLeftLow, UnderstandingVerdict.MostBitsLeft),
        account.Surprise.TotalBits ?? account.Surprise.BitsLeft);

    private static Table Table(EstimatorAccount[] rows, int width)
    {
        var name = Column("estimator", Justify.Left, account => account.Estimator + (account.AdviceBytes is null ? "" : "*"));
        var kind = Column("kind", Justify.Left, account => KindNames.Of(account.Kind));
        var flops = Column("FLOPs", Justify.Right, account => (account.Metering == MeteringGrade.Full ? "" : "~") + FlopFormat.Compute(account.Flops));
        var value = Column("estimate", Justify.Right, account => string.Create(CultureInfo.InvariantCulture, $"{account.Value:0.########}"));
        var error = Column("error", Justify.Right, account => BitsFormat.Small(account.Error ?? 0));
        var sigma = Column("sigma", Justify.Right, account => account.Surprise!.IsSigmaStated ? BitsFormat.Small(account.Surprise.Sigma) : "(error)");
        var explanation = Column("explanation", Justify.Right, account => account.Surprise!.ExplanationBits is { } bits ? BitsFormat.Number(bits) : "-");
        var advice = Column("advice", Justify.Right, account => account.AdviceBytes is null ? "" : BitsFormat.Number(account.Surprise!.AdviceBits));
        var left = Column("left", Justify.Right, account => BitsFormat.Number(account.Surprise!.BitsLeft));
        var total = Column("total", Justify.Right, account => account.Surprise!.TotalBits is { } bits ? BitsFormat.Number(bits) : "-");
        var verdict = Column("verdict", Justify.Left, account => UnderstandingWords.Name(account.Verdict ?? Understanding.NoLedger));

        // From wide to narrow.
        (string Heading, Justify Alignment, string[] Cells)[][] choices =
        [
            [name, kind, flops, value, error, sigma, explanation, advice, left, total, verdict],
            [name, flops, error, sigma, explanation, advice, left, total, verdict],
            [name, error, explanation, advice, left, total, verdict],
            [name, explanation, left, total, verdict],
        ];
        var chosen = Array.Find(choices, columns => columns.Sum(column => column.Cells.Append(column.Heading).Max(cell => cell.Length) + Gap) - Gap <= width) ?? choices[^1];
        var table = new Table().NoBorder();
        for (int column = 0; column < chosen.Length; column++)
        {
            var (heading, alignment, _) = chosen[column];
            table.AddColumn(new TableColumn($"[grey]{heading}[/]") { Alignment = alignment, NoWrap = true, Padding = new Padding(0, 0, column == chosen.Length - 1 ? 0 : Gap, 0) });
        }

        for (int row = 0; row < rows.Length; row++)
        {
            table.AddRow([.. chosen.Select(column => Markup.Escape(column.Cells[row]))]);
        }

        return table;

        (string Heading, Justify Alignment, string[] Cells) Column(string heading, Justify alignment, Func<EstimatorAccount, string> cell) => (heading, alignment, [.. rows.Select(cell)]);
    }

    private static IEnumerable<string> Notes(SurpriseDocument document, EstimatorAccount[] rows)
    {
        if (Array.Exists(rows, account => !account.Surprise!.IsSigmaStated))
        {
            yield return "(error): the estimator states no sigma, and its own error stands for it.";
        }

        foreach (string caveat in SurpriseFacts.Caveats(document, rows))
        {
            yield return caveat;
        }

        if (document.Estimators.Where(account => account.Outcome == Outcome.NotSupported).Select(account => account.Estimator).ToArray() is { Length: > 0 } declined)
        {
            yield return $"Declined the problem at this budget: {string.Join(", ", declined)}.";
        }

        foreach (var failed in document.Estimators.Where(account => account.Outcome is not (Outcome.Completed or Outcome.NotSupported)))
        {
            yield return $"{failed.Estimator}: {failed.Outcome}: {failed.Message}";
        }
    }

    private static void Line(IAnsiConsole console, string text) => console.WriteLine(text);
}
