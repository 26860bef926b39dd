using System.CommandLine;
using AlgZoo.Cli;

var root = new RootCommand("Scores mechanistic estimators of a model's accuracy against random sampling: mean squared error versus compute.")
{
    RunCommand.Create(),
    TruthCommand.Create(),
    InspectCommand.Create(),
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
};
return await CommandRunner.RunAsync(root, args);
