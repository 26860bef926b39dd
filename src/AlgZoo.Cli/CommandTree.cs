using System.CommandLine;

namespace AlgZoo.Cli;

/// <summary>The command with all its verbs, in the order of use.</summary>
internal static class CommandTree
{
    public static RootCommand Create()
    {
        var root = new RootCommand("Scores mechanistic estimators of a model's accuracy against random sampling: mean squared error versus compute.")
        {
            RunCommand.Create(),
            TruthCommand.Create(),
            InspectCommand.Create(),
            SurpriseCommand.Create(),
            ReportCommand.Create(),
            CompareCommand.Create(),
            LeaderboardCommand.Create(),
            MergeCommand.Create(),
            NewCommand.Create(),
            ValidateCommand.Create(),
            MeterCommand.Create(),
            ListCommand.Create(),
            TrainCommand.Create(),
            ZooCommand.Create(),
            DoctorCommand.Create(),
            CompletionCommand.Create(),
            HelpCommand.Create(),
        };
        root.Directives.Clear();
        root.Directives.Add(SuggestDirective.Create());
        return root;
    }
}
