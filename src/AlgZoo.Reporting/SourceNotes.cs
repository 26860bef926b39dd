using AlgZoo.Evaluation;
using Spectre.Console;

namespace AlgZoo.Reporting;

/// <summary>The notes of a leaderboard about the runs that its estimators come from.</summary>
public static class SourceNotes
{
    /// <summary>Prints a line per run; nothing for a run that is no leaderboard.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="manifest">The manifest of the leaderboard.</param>
    public static void Write(IAnsiConsole console, RunManifest manifest)
    {
        ArgumentNullException.ThrowIfNull(console);
        ArgumentNullException.ThrowIfNull(manifest);
        var sources = manifest.Sources ?? [];
        foreach (var source in sources)
        {
            console.MarkupLine($"[bold]{Markup.Escape(source.Folder)}[/], version {Markup.Escape(source.Version)}: {Markup.Escape(string.Join(", ", source.Estimators))}");
        }

        if (sources.Select(source => source.Version).Distinct(StringComparer.Ordinal).Skip(1).Any())
        {
            console.MarkupLine("[yellow]The runs are of different versions of the framework: costs are what each version counted, errors what its kernels computed.[/]");
        }
    }
}
