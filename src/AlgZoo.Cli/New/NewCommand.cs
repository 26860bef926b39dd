using System.CommandLine;
using AlgZoo.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace AlgZoo.Cli;

/// <summary><c>algzoo new estimator NAME</c>: a plugin project of one's own.</summary>
internal static class NewCommand
{
    public static Command Create() => new("new", "Makes a project to start from.\n\nExample: algzoo new estimator MyMethod") { Estimator() };

    private static Command Estimator()
    {
        var name = CommonOptions.NoOption(new Argument<string>("name") { Description = "Name of the project, of its plugin and of the estimator's class, such as MyMethod" });
        var output = new Option<string?>("--out") { HelpName = "dir", Description = "The folder to make it in (default: one of that name in the current directory)" };
        var id = new Option<string?>("--id") { HelpName = "id", Description = "Id of the estimator in tables and on the command line (default: made of the name, my-method)" };
        var kind = CommonOptions.Parsed<string?>(
            new("--kind") { HelpName = string.Join('|', EstimatorTemplate.Kinds), Description = $"What to start from: random inputs, or no sampled inputs (default: {EstimatorTemplate.DefaultKind})" },
            text => EstimatorTemplate.Kinds.Contains(text, StringComparer.Ordinal) ? text : null,
            $"is nothing to start from; there are {string.Join(", ", EstimatorTemplate.Kinds)}");
        kind.CompletionSources.Add([.. EstimatorTemplate.Kinds]);
        var source = new Option<string?>("--package-source") { HelpName = "dir", Description = "A folder with AlgZoo's packages, if no feed that NuGet knows has them; written to nuget.config" };
        var force = new Option<bool>("--force") { Description = "Overwrite files that are there" };
        var json = CommonOptions.Json();
        var command = new Command(
            "estimator",
            "Makes the project of an estimator plugin that works at once: the estimator, its options, a conformance test. `dotnet build` in it installs the plugin.\n\nExample: algzoo new estimator MyMethod")
        {
            name, output, id, kind, source, force, json,
        };
        command.SetAction(parse =>
        {
            string project = parse.GetRequiredValue(name);
            EstimatorName.Check(project);
            string estimator = parse.GetValue(id) ?? EstimatorTemplate.IdOf(project);
            EstimatorName.CheckId(estimator);
            EnsureFree(estimator, project);
            string start = parse.GetValue(kind) ?? EstimatorTemplate.DefaultKind;
            string folder = Path.GetFullPath(parse.GetValue(output) ?? project);
            var template = EstimatorTemplate.Load();
            var files = template.Fill(project, estimator, start).ToList();
            if (parse.GetValue(source) is { } packages)
            {
                files.Add(PackageSource.Configuration(packages, template.PackageVersion));
            }

            Write(folder, files, parse.GetValue(force));
            if (parse.GetValue(json))
            {
                Terminal.WriteJson(CliJson.Serialize(new NewEstimatorDocument(folder, project, estimator, start, [.. files.Select(file => file.Path)]), CliJson.Default.NewEstimatorDocument));
            }
            else
            {
                files.ForEach(file => Terminal.WriteLine(Path.Combine(folder, file.Path)));
                NoteNextSteps(folder, estimator);
            }

            return ExitCode.Success;
        });
        return command;
    }

    // A second plugin with the same id would not be loaded; the project's own, from an earlier build, is no second one.
    private static void EnsureFree(string id, string project)
    {
        using var host = BenchHost.Build([]);
        if (host.Services.GetRequiredService<PluginCatalog>().Estimators.FirstOrDefault(estimator => string.Equals(estimator.Id, id, StringComparison.Ordinal)) is { } owner
            && (IsShipped(owner.Path) || !string.Equals(Path.GetFileNameWithoutExtension(owner.Path), project, StringComparison.OrdinalIgnoreCase)))
        {
            throw new UserErrorException($"The plugin {owner.Path} has an estimator '{id}' already; choose another name, or another id with --id.");
        }
    }

    private static bool IsShipped(string plugin) => plugin.StartsWith(AppContext.BaseDirectory, StringComparison.Ordinal);

    private static void Write(string folder, List<(string Path, string Text)> files, bool overwrite)
    {
        if (!overwrite && files.Find(file => Path.Exists(Path.Combine(folder, file.Path))) is { Path: { } taken })
        {
            throw new UserErrorException($"{Path.Combine(folder, taken)} exists; choose another --out, or overwrite it with --force.");
        }

        foreach (var (path, text) in files)
        {
            string target = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.WriteAllText(target, text);
        }
    }

    private static void NoteNextSteps(string folder, string id)
    {
        string relative = Path.GetRelativePath(Environment.CurrentDirectory, folder);
        Terminal.Note($"next, to build it and install it for algzoo:\n  dotnet build {(relative.Contains(' ', StringComparison.Ordinal) ? $"\"{relative}\"" : relative)}");
        Terminal.Note($"next, to score it beside random sampling:\n  algzoo run --estimator {id} --estimator monte-carlo");
        Terminal.Note($"next, to write a method of your own:\n  {Path.Combine(relative, "README.md")}");
    }
}
