using System.CommandLine;
using AlgZoo.Zoo;

namespace AlgZoo.Cli;

/// <summary><c>algzoo zoo pull|list|verify|table</c>: AlgZoo's original models, and the shipped ones beside them.</summary>
internal static class ZooCommand
{
    public static Command Create() => new("zoo", "AlgZoo's original models: download, what is cached, check; and the models that ship beside them.\n\nExample: algzoo zoo pull 2nd_argmax_16_10")
    {
        ZooPullCommand.Create(), ZooListCommand.Create(), ZooVerifyCommand.Create(), ZooTableCommand.Create(),
    };

    public static Option<SequenceTask?> Family(string description)
    {
        string[] families = [.. ZooCatalogue.Tasks.Select(task => task.Name)];
        var option = new Option<SequenceTask?>("--family") { HelpName = "family", Description = $"{description}: {string.Join(", ", families)}" };
        option.CustomParser = result =>
        {
            string name = result.Tokens[^1].Value;
            var family = ZooCatalogue.Tasks.FirstOrDefault(task => string.Equals(task.Name, name, StringComparison.Ordinal));
            if (family is null)
            {
                result.AddError($"--family: '{name}' is no family{NearestName.DidYouMean(name, families)}; there are {string.Join(", ", families)}.");
            }

            return family;
        };
        return CommonOptions.Completed(option, families);
    }
}
