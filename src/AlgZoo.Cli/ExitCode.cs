namespace AlgZoo.Cli;

/// <summary>The exit codes of the command.</summary>
internal static class ExitCode
{
    public const int Success = 0;
    public const int UsageError = 1;
    public const int SomeCellsFailed = 2;
    public const int SomeChecksFailed = 2;
    public const int ProblemFound = 2;
    public const int NothingCouldRun = 3;
    public const int Worse = 4;
    public const int Interrupted = 130;
}
