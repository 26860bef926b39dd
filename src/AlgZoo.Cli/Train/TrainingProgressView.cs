using Spectre.Console;

namespace AlgZoo.Cli;

/// <summary>Shows on standard error how the training goes: a view that is kept up to date in a terminal, otherwise lines twice a minute.</summary>
internal static class TrainingProgressView
{
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(30);

    private static bool IsView => Terminal.Error.Profile.Capabilities.Interactive;

    /// <summary>Shows the seeds that are running for as long as something works.</summary>
    public static void Show(IReadOnlyList<SeedStatus> seeds, Action work)
    {
        if (IsView)
        {
            ShowView(seeds, work);
        }
        else
        {
            using var timer = new Timer(_ => WriteLines(seeds), null, LineInterval, LineInterval);
            work();
        }
    }

    /// <summary>Says something that stays; also while a view is shown.</summary>
    public static void Say(string line)
    {
        if (IsView)
        {
            Terminal.Error.WriteLine(line);
        }
        else
        {
            Terminal.Note(line);
        }
    }

    private static void ShowView(IReadOnlyList<SeedStatus> seeds, Action work) => Terminal.Error
        .Live(View(seeds))
        .AutoClear(enabled: true)
        .Start(context =>
        {
            using var timer = new Timer(
                _ =>
                {
                    context.UpdateTarget(View(seeds));
                    context.Refresh();
                },
                null, RefreshInterval, RefreshInterval);
            work();
        });

    private static Rows View(IReadOnlyList<SeedStatus> seeds) => new(seeds.Where(seed => seed.IsRunning).Select(seed => new Text(Fitting(seed.Line))));

    private static string Fitting(string line) => line.Length < Terminal.Error.Profile.Width ? line : line[..(Terminal.Error.Profile.Width - 1)];

    private static void WriteLines(IReadOnlyList<SeedStatus> seeds)
    {
        foreach (var seed in seeds.Where(seed => seed.IsRunning))
        {
            Terminal.Note(seed.Line);
        }
    }
}
