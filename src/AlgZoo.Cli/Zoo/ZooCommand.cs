using System.CommandLine;
using AlgZoo.Zoo;

namespace AlgZoo.Cli;

/// <summary><c>algzoo zoo pull|list|verify</c>: AlgZoo's original models.</summary>
internal static class ZooCommand
{
    public static Command Create() => new("zoo", "AlgZoo's original models: download, what is cached, check.\n\nExample: algzoo zoo pull 2nd_argmax_16_10")
    {
        ZooPullCommand.Create(), ZooListCommand.Create(), ZooVerifyCommand.Create(), ZooTableCommand.Create(),
    };

    public static Option<SequenceTask?> Family(string description)
    {
        string families = string.Join(", ", ZooCatalogue.Tasks.Select(task => task.Name));
        return CommonOptions.Parsed<SequenceTask?>(
            new("--family") { HelpName = "family", Description = $"{description}: {families}" },
            text => ZooCatalogue.Tasks.FirstOrDefault(task => string.Equals(task.Name, text, StringComparison.Ordinal)),
            $"is no family; there are {families}");
    }
}
