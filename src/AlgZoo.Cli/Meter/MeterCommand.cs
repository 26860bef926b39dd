using System.CommandLine;
using System.Globalization;
using AlgZoo.Evaluation;
using AlgZoo.Hosting;
using Spectre.Console;

namespace AlgZoo.Cli;

/// <summary><c>algzoo meter PLUGIN.dll</c>: what would be metered of a plugin, and what would not.</summary>
internal static class MeterCommand
{
    public static Command Create()
    {
        var plugin = CommonOptions.NoOption(new Argument<string>("plugin") { Description = "Path of a plugin's DLL (or of any other .NET assembly)" });
        var json = CommonOptions.Json();
        var command = new Command("meter", "What would be metered of a plugin, and what the meter cannot see; runs none of its code.\n\nExample: algzoo meter plugins/MyEstimator/MyEstimator.dll") { plugin, json };
        command.SetAction(parse =>
        {
            var preview = Preview(parse.GetRequiredValue(plugin));
            if (parse.GetValue(json))
            {
                Terminal.WriteJson(CliJson.Serialize(Document(preview), CliJson.Default.MeterDocument));
            }
            else
            {
                Print(preview);
            }

            return preview.Refusal is null && preview.Reason is null ? ExitCode.Success : ExitCode.NothingCouldRun;
        });
        return command;
    }

    private static MeteringPreview Preview(string path)
    {
        try
        {
            return MeteringPreview.Of(path, Path.Combine(AlgZooOptions.UsualCacheFolder, AlgZooOptions.MeteredFolder), TimeProvider.System);
        }
        catch (FileNotFoundException exception)
        {
            throw new UserErrorException(exception.Message);
        }
    }

    private static MeterDocument Document(MeteringPreview preview) => new(
        preview.Path,
        preview.BestGrade,
        preview.Refusal,
        preview.Reason,
        [.. preview.Assemblies.Select(each => new MeteredAssemblyDocument(
            each.Name, each.Methods, each.CountingMethods, each.MethodsCountedByCallers,
            each.Operations.Occurring().ToDictionary(entry => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(entry.Operation.ToString()), entry => entry.Count, StringComparer.Ordinal)))],
        [.. preview.UnmeteredAssemblies.Select(each => new UnmeteredAssemblyDocument(each.Name, each.Reason))],
        [.. preview.UnmeteredCallees.Select(each => new UnmeteredCalleeDocument(each.Callee, each.Kind, each.Sites, each.Caller, each.Source))]);

    private static void Print(MeteringPreview preview)
    {
        if (preview.Assemblies.Count > 0)
        {
            var assemblies = new Table { Border = TableBorder.Simple }.AddColumns("assembly", "methods", "that count", "counted by callers", "operations in its IL");
            foreach (var each in preview.Assemblies)
            {
                assemblies.AddRow([.. new[] { each.Name, Text(each.Methods), Text(each.CountingMethods), Text(each.MethodsCountedByCallers), Operations(each.Operations) }.Select(Markup.Escape)]);
            }

            Terminal.Output.Write(assemblies);
        }

        foreach (var each in preview.UnmeteredAssemblies)
        {
            Terminal.WriteLine($"not metered: {each.Name}: {each.Reason}");
        }

        if (preview.UnmeteredCallees.Count > 0)
        {
            var callees = new Table { Border = TableBorder.Simple }.AddColumns("not seen by the meter", "kind", "sites", "first site");
            foreach (var each in preview.UnmeteredCallees)
            {
                callees.AddRow([.. new[] { each.Callee, each.Kind.ToString().ToLowerInvariant(), Text(each.Sites), each.Source ?? each.Caller }.Select(Markup.Escape)]);
            }

            Terminal.Output.Write(callees);
        }

        Terminal.WriteLine(Grade(preview));
    }

    private static string Grade(MeteringPreview preview) => preview switch
    {
        { Refusal: { } refusal } => $"refused: the plugin {refusal}",
        { Reason: { } reason } => $"grade: none ({reason})",
        { UnmeteredCallees.Count: 0 } => "grade: full",
        _ => string.Create(CultureInfo.InvariantCulture, $"grade: full, unless one of the {preview.UnmeteredCallees.Sum(callee => callee.Sites):N0} call sites above is executed: then partial"),
    };

    private static string Operations(OperationCounts counts) =>
        string.Join(", ", counts.Occurring().Select(entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Operation} {entry.Count:N0}")));

    private static string Text(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
