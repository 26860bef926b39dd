namespace AlgZoo.Cli;

/// <summary>One thing that `algzoo doctor` looks at.</summary>
internal interface ICheck
{
    /// <summary>What it looks at: the id of its findings.</summary>
    string Id { get; }

    /// <summary>Looks. Whatever it throws becomes a finding.</summary>
    /// <param name="cancellationToken">Time is up, or the user has had enough.</param>
    IEnumerable<Finding> Examine(CancellationToken cancellationToken);
}
