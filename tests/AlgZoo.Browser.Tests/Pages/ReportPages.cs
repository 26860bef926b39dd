using AlgZoo.Evaluation;
using AlgZoo.Reporting;
using AlgZoo.Reporting.Tests;

namespace AlgZoo.Browser.Tests;

/// <summary>Reports on the disk, each written when it is first asked for.</summary>
internal static class ReportPages
{
    private const string HostileText = "</script></style><script>window.broken = true</script><img src=x onerror=\"window.broken = true\">\"'`;--> & <b>";

    private static readonly Lazy<DirectoryInfo> s_folder = new(() => Directory.CreateTempSubdirectory("algzoo-browser-"));
    private static readonly Lazy<ReportPage> s_small = new(() => Write("small", SampleRuns.Small));
    private static readonly Lazy<ReportPage> s_large = new(() => Write("large", SampleRuns.Large()));
    private static readonly Lazy<ReportPage> s_single = new(() => Write("single", OneCellEach(SampleRuns.Small)));
    private static readonly Lazy<ReportPage> s_unscored = new(() => Write("unscored", SampleRuns.Small with { Measurements = [] }));
    private static readonly Lazy<ReportPage> s_hostile = new(() => Write("hostile", WithHostileTexts(SampleRuns.Small)));

    public static ReportPage Small => s_small.Value;

    public static ReportPage Large => s_large.Value;

    /// <summary>One noisy copy of one model at one budget: no interval, a single point in each curve.</summary>
    public static ReportPage Single => s_single.Value;

    /// <summary>A run of which no cell has ended.</summary>
    public static ReportPage Unscored => s_unscored.Value;

    /// <summary>Names and messages that are markup, script and format characters.</summary>
    public static ReportPage Hostile => s_hostile.Value;

    /// <summary>The page of a run that has ended.</summary>
    public static ReportPage Write(string name, RunRecord run)
    {
        var page = PageIn(name, run);
        ReportFiles.Write(page.Folder, page.Report, ReportFormats.Html);
        return page;
    }

    /// <summary>The page of a run that goes on.</summary>
    public static ReportPage WriteLive(string name, RunRecord run, int refreshSeconds)
    {
        var page = PageIn(name, run);
        ReportFiles.WriteLive(page.Folder, page.Report, refreshSeconds);
        return page;
    }

    public static void Delete()
    {
        if (s_folder.IsValueCreated)
        {
            s_folder.Value.Delete(recursive: true);
        }
    }

    private static ReportPage PageIn(string name, RunRecord run) => new(RunReport.Of(run), s_folder.Value.CreateSubdirectory(name).FullName);

    private static RunRecord OneCellEach(RunRecord run)
    {
        var model = run.Manifest.Models[0];
        long budget = run.Manifest.Budgets[0];
        return new RunRecord(
            run.Manifest with { Models = [model], Budgets = [budget], Draws = 1, Advice = [.. run.Manifest.Advice.Where(advice => advice.Model == model.Reference)] },
            [.. run.Measurements.Where(cell => cell.Model == model.Reference && cell.Budget == budget && cell.Draw == 0)]);
    }

    private static RunRecord WithHostileTexts(RunRecord run)
    {
        var names = run.Manifest.Estimators.ToDictionary(estimator => estimator.Id, estimator => estimator.Id + HostileText, StringComparer.Ordinal);
        var models = run.Manifest.Models.ToDictionary(model => model.Reference, model => model.Reference + HostileText, StringComparer.Ordinal);
        return new RunRecord(
            run.Manifest with
            {
                Suite = run.Manifest.Suite + HostileText,
                Models = [.. run.Manifest.Models.Select(model => model with { Reference = models[model.Reference] })],
                Estimators = [.. run.Manifest.Estimators.Select(estimator => estimator with { Id = names[estimator.Id], Summary = HostileText, Reference = HostileText })],
                Advice = [.. run.Manifest.Advice.Select(advice => advice with { Estimator = names[advice.Estimator], Model = models[advice.Model] })],
                Machine = new ManifestMachine(HostileText, HostileText, 2, HostileText, HostileText, HostileText),
            },
            [
                .. run.Measurements.Select(cell => cell with
                {
                    Estimator = names[cell.Estimator],
                    Model = models[cell.Model],
                    Message = cell.Message is null ? null : HostileText,
                    Unmetered = cell.Unmetered is null ? null : [new UnmeteredSite(HostileText, UnmeteredKind.Native, HostileText, HostileText, 3)],
                }),
            ]);
    }
}
