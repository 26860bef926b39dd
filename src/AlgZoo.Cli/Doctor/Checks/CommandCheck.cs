namespace AlgZoo.Cli;

/// <summary>Which algzoo this is: of several that are installed, the one that runs.</summary>
internal sealed class CommandCheck : ICheck
{
    public string Id => "algzoo";

    public IEnumerable<Finding> Examine(CancellationToken cancellationToken)
    {
        yield return Finding.Ok(Id, $"{DoctorReport.Version}, {typeof(CommandCheck).Assembly.Location}");
    }
}
