using System.Globalization;

namespace AlgZoo.Cli;

/// <summary>Runs checks so that none can harm the others: what one throws is a finding, and so is a check that does not end.</summary>
internal static class Examination
{
    private const string ReportIt = "Run `algzoo doctor --json` again, and if it happens again report it with the output.";

    /// <summary>Runs the checks one after the other.</summary>
    /// <param name="checks">The checks.</param>
    /// <param name="timeLimit">Time for each of them.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The findings, as they come.</returns>
    /// <exception cref="OperationCanceledException">The token was signalled.</exception>
    public static IEnumerable<Finding> Run(IEnumerable<ICheck> checks, TimeSpan timeLimit, CancellationToken cancellationToken) =>
        checks.SelectMany(check => Run(check, timeLimit, cancellationToken));

    private static Finding[] Run(ICheck check, TimeSpan timeLimit, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(timeLimit);
        var token = patience.Token;
        // A thread of its own: one that hangs would keep the pool's from the next check.
        var examination = Task.Factory.StartNew(() => check.Examine(token).ToArray(), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            return examination.WaitAsync(token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return [Finding.Problem(check.Id, string.Create(CultureInfo.InvariantCulture, $"no answer within {timeLimit.TotalSeconds:0.#} s"), "Look for what hangs: a network drive, a virus scanner, a machine out of memory. " + ReportIt)];
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return [Finding.Problem(check.Id, $"could not be examined: {exception.GetType().Name}: {exception.Message.ReplaceLineEndings(" ")}", ReportIt)];
        }
    }
}
