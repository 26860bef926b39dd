namespace AlgZoo.Zoo;

/// <summary>How long to go on trying to download a file.</summary>
/// <param name="AttemptTimeout">Longest time for one attempt, from connecting to the last byte.</param>
/// <param name="Attempts">Most attempts.</param>
/// <param name="RetriesUnreachable">Whether to try again where the server was not reached at all.</param>
/// <param name="FirstDelay">Time before the second attempt on average; it doubles from then on.</param>
/// <param name="LongestDelay">Longest time between two attempts; a server that asks for more is given up.</param>
internal sealed record DownloadPatience(TimeSpan AttemptTimeout, int Attempts, bool RetriesUnreachable, TimeSpan FirstDelay, TimeSpan LongestDelay)
{
    /// <summary>For a download that the user asked for.</summary>
    public static DownloadPatience OnRequest { get; } = new(TimeSpan.FromSeconds(20), Attempts: 5, RetriesUnreachable: true, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(60));

    /// <summary>For a model that other work needs: a machine without network is to find out soon.</summary>
    public static DownloadPatience OnTheWay { get; } = new(TimeSpan.FromSeconds(4), Attempts: 3, RetriesUnreachable: false, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(2));

    /// <summary>Whether another attempt is worth while after a failure.</summary>
    public bool Retries(DownloadException failure) => failure.Fault switch
    {
        DownloadFault.Passing => failure.RetryAfter is not { } delay || delay <= LongestDelay,
        DownloadFault.Unreachable => RetriesUnreachable,
        _ => false,
    };
}
