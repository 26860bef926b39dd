using System.CommandLine;
using System.Globalization;
using AlgZoo.Zoo;
using Microsoft.Extensions.DependencyInjection;

namespace AlgZoo.Cli;

/// <summary><c>algzoo zoo pull REF...|--family F|--all</c>: downloads originals.</summary>
internal static class ZooPullCommand
{
    public static Command Create()
    {
        var references = CommonOptions.NoOption(new Argument<string[]>("ref")
        {
            HelpName = "ref",
            Description = "Size (2nd_argmax_16_10: its best seed), checkpoint and seed (2nd_argmax_16_10_1048576_0), example_2nd_argmax or AlgZoo's file name, with or without zoo:",
            Arity = ArgumentArity.ZeroOrMore,
        });
        references.CompletionSources.Add(Completions.Originals);
        var family = ZooCommand.Family("All files of a family");
        var all = new Option<bool>("--all") { Description = "All 6,961 files, about 23 MB" };
        var best = new Option<bool>("--best") { Description = "With --family or --all: one file for each size only, the best of five seeds after all training" };
        var force = new Option<bool>("--force") { Description = "Download files again that are cached, and take them even if they have changed since they were first used" };
        var baseAddress = CommonOptions.BaseAddress();
        var json = CommonOptions.Json();
        var command = new Command(
            "pull",
            "Downloads original models into the cache, eight at a time; files that are there and intact are passed over, so that an interrupted pull is continued by the same command.\n\nExample: algzoo zoo pull --all --best")
        {
            references, family, all, best, force, baseAddress, json,
        };
        command.SetAction(async (parse, cancellationToken) =>
        {
            var files = Chosen(parse.GetValue(references)!, parse.GetValue(family), parse.GetValue(all), parse.GetValue(best));
            using var host = BenchHost.Build([], baseAddress: parse.GetValue(baseAddress));
            var zoo = host.Services.GetRequiredService<OriginalZoo>();
            int there = 0;
            try
            {
                var pulled = await PullProgress.ShowAsync(files.Count, observer => zoo.PullAsync(
                    files,
                    parse.GetValue(force),
                    result =>
                    {
                        there += result.Problem is null ? 1 : 0;
                        observer(result);
                    },
                    cancellationToken));
                return Report(zoo, pulled, parse.GetValue(json));
            }
            catch (OperationCanceledException)
            {
                Terminal.Note(string.Create(CultureInfo.InvariantCulture, $"interrupted: {there:N0} of {files.Count:N0} files are in {zoo.Folder}; the same command gets the others."));
                return ExitCode.Interrupted;
            }
        });
        return command;
    }

    private static IReadOnlyList<OriginalFile> Chosen(string[] references, SequenceTask? family, bool all, bool best)
    {
        int ways = (references.Length > 0 ? 1 : 0) + (family is null ? 0 : 1) + (all ? 1 : 0);
        return (ways, references.Length) switch
        {
            (not 1, _) => throw new UserErrorException("Name the models to download, or give either --family or --all; `algzoo zoo list` shows what there is."),
            (_, > 0) when best => throw new UserErrorException("--best goes with --family or --all; a size such as 2nd_argmax_16_10 stands for its best seed already."),
            (_, > 0) => [.. references.Select(ZooCatalogue.Find).Distinct()],
            _ => [.. ZooCatalogue.Files.Where(file => (all || (file.Task == family && file.Seed is not null)) && (file.IsBest || !best))],
        };
    }

    private static int Report(OriginalZoo zoo, IReadOnlyList<PulledOriginal> pulled, bool asJson)
    {
        int downloaded = pulled.Count(file => file.Outcome == PullOutcome.Downloaded);
        int alreadyCached = pulled.Count(file => file.Outcome == PullOutcome.AlreadyCached);
        PulledOriginal[] missing = [.. pulled.Where(file => file.Problem is not null)];
        long bytes = pulled.Sum(file => file.Bytes);
        if (asJson)
        {
            var document = new ZooPullDocument(
                zoo.Folder, zoo.BaseAddress!.AbsoluteUri, downloaded, alreadyCached,
                [.. pulled.Select(file => new ZooPulledDocument(file.File.Reference, file.File.FileName, file.Outcome, file.Bytes, file.Problem))]);
            Terminal.WriteJson(CliJson.Serialize(document, CliJson.Default.ZooPullDocument));
        }

        foreach (var file in missing.Where(file => file.Outcome == PullOutcome.Failed))
        {
            Terminal.Note($"not downloaded: {file.Problem}");
        }

        if (Array.Find(missing, file => file.Outcome == PullOutcome.Unreachable) is { } unreachable)
        {
            Terminal.Note(
                $"{unreachable.Problem}. Check the network, name a mirror with --base-address or ALGZOO_BASE_ADDRESS, put AlgZoo's files into {zoo.Folder}, or use a trained: model, which ships.");
        }

        Terminal.Note(string.Create(
            CultureInfo.InvariantCulture, $"{downloaded:N0} files downloaded, {alreadyCached:N0} were there already, {missing.Length:N0} are missing; {bytes:N0} bytes in {zoo.Folder}"));
        return missing.Length == 0 ? ExitCode.Success : missing.Length < pulled.Count ? ExitCode.SomeCellsFailed : ExitCode.NothingCouldRun;
    }
}
