using System.Globalization;
using AlgZoo.Evaluation;

namespace AlgZoo.Reporting;

/// <summary>All that decided the measurements, and how to make them again.</summary>
internal static class RunSection
{
    private const int ShownModels = 12;

    private static readonly Column<ManifestModel>[] ModelColumns =
    [
        new("reference", "model", model => Cell.Text(model.Reference)) { IsName = true },
        new("task", "task", model => Cell.Text(model.Task)),
        new("quantity", "quantity", model => Cell.Text(model.Quantity)),
        new("architecture", "architecture", model => Cell.Text(model.Architecture)),
        new("hiddenSize", "d", model => Cell.Count(model.HiddenSize)),
        new("sequenceLength", "n", model => Cell.Count(model.SequenceLength)),
        new("outputSize", "o", model => Cell.Count(model.OutputSize)),
        new("parameters", "parameters", model => Cell.Count(model.Parameters)),
        new("samplingFlops", "FLOPs of a sample", model => Cell.Count(model.SamplingFlops)),
        new("sigma", "noise σ", model => Cell.Number(model.Sigma, NumberFormat.Sigma)),
        new("truth", "truth", model => Cell.Text(model.ExactTruth ?? string.Create(CultureInfo.InvariantCulture, $"{model.TruthSamples:N0} samples"))),
        new("fingerprint", "fingerprint", model => new Cell(model.Fingerprint, $"<code>{model.Fingerprint}</code>", IsNumber: false)),
    ];

    private static readonly Column<EstimatorInfo>[] EstimatorColumns =
    [
        new("id", "estimator", estimator => Cell.Text(estimator.Id)) { IsName = true },
        new("summary", "what it does", estimator => Cell.Text(estimator.Summary)),
        new("reference", "source", estimator => Cell.Text(estimator.Reference)),
        new("plugin", "plugin", estimator => Cell.Text(estimator.Plugin)),
        new("file", "file", estimator => Cell.Text(FileName.Of(estimator.Path))),
        new("sha256", "SHA-256 of the file", estimator => new Cell(estimator.Sha256, $"<code>{estimator.Sha256}</code>", IsNumber: false)),
    ];

    public static PageSection Of(RunReport report)
    {
        var manifest = report.Manifest;
        return new PageSection("run", "How it was run", $"""
            <dl class="facts">
            {Facts(manifest).Select(fact => (Html)$"<div><dt>{fact.Term}</dt><dd>{fact.Value}</dd></div>\n")}</dl>
            <h3>The same again</h3>
            <pre id="command"><code>{RunCommandLine.Of(manifest)}</code></pre>
            <details id="models"{Html.Flag("open", manifest.Models.Count <= ShownModels)}><summary>{English.Count(manifest.Models.Count, "model")}</summary>
            {HtmlTable.Plain("model-table", "Models", ModelColumns, manifest.Models)}</details>
            <details id="plugins"><summary>{English.Count(manifest.Estimators.Count, "estimator")} and their plugins</summary>
            {HtmlTable.Plain("plugin-table", "Estimators", EstimatorColumns, manifest.Estimators)}</details>
            <details id="prices"><summary>Prices ({manifest.PriceTable})</summary>
            {Prices(manifest.PriceTable)}</details>

            """);
    }

    private static IEnumerable<(string Term, string Value)> Facts(RunManifest manifest)
    {
        yield return ("Suite", manifest.Suite);
        yield return ("Seed", manifest.Seed.ToString(CultureInfo.InvariantCulture));
        yield return ("Noise", manifest.Noise);
        yield return ("Noisy copies of each model", manifest.Draws.ToString("N0", CultureInfo.InvariantCulture));
        yield return ("Budgets", string.Join(", ", manifest.Budgets.Select(budget => FlopFormat.Compute(budget))) + $" FLOPs of {PriceTable.Default.Name}");
        yield return ("Sampled truths", manifest.TruthSamples is { } samples ? string.Create(CultureInfo.InvariantCulture, $"{samples:N0} sequences each") : "as many sequences as each model needs");
        yield return ("Price table", manifest.PriceTable);
        yield return ("Framework", manifest.Version);
        yield return ("Machine", string.Create(CultureInfo.InvariantCulture, $"{(manifest.Machine.Processor is { } processor ? processor + ", " : "")}{English.Count(manifest.Machine.Processors, "logical processor")}, {manifest.Machine.Architecture}, {manifest.Machine.OperatingSystem}"));
        yield return ("Runtime", manifest.Machine.Runtime);
        yield return ("Isolation", manifest.Machine.Isolation);
        yield return ("Limits of a cell", string.Create(CultureInfo.InvariantCulture, $"{manifest.TimeLimitSeconds:0.###} s{(manifest.MemoryLimitMegabytes is { } megabytes ? $", {megabytes} MB" : "")}"));
        yield return ("Started", Time(manifest.Started));
        if (manifest.Seconds is { } seconds)
        {
            yield return ("Took", NumberFormat.Duration(TimeSpan.FromSeconds(seconds)));
        }

        if (manifest.Shard is { } shard)
        {
            yield return ("Part of the run", shard.ToString());
        }

        foreach (var resume in manifest.Resumes)
        {
            yield return ("Continued", $"{Time(resume.Time)}, with {resume.Version}{(resume.AcceptedChanges.Count == 0 ? "" : "; accepted: " + string.Join("; ", resume.AcceptedChanges))}");
        }
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC";

    private static Html Prices(string name) => PriceTable.All.FirstOrDefault(table => string.Equals(table.Name, name, StringComparison.Ordinal)) is { } table
        ? HtmlTable.Plain<OperationClass>("price-table", $"FLOPs of an operation under {name}", [new("class", "operation", operation => Cell.Text(OperationNames.Of(operation))) { IsName = true }, new("price", "FLOPs", operation => Cell.Count(table[operation]))], Enum.GetValues<OperationClass>())
        : $"<p>This version does not know the prices of {name}.</p>\n";
}
