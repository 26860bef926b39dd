using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace AlgZoo.Fixtures;

[Estimator("hostile-child")]
public sealed class StartsAChild : Hostile
{
    public override Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        Children.Start();
        return new(0.5);
    }
}

[Estimator("hostile-waits-for-child")]
public sealed class WaitsForAChild : Hostile
{
    public override Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        Children.Start().WaitForExit();
        return new(0.5);
    }
}

[Estimator("hostile-stops-itself")]
public sealed class StopsItself : Hostile
{
    private const int Stop = 19;

    // No thread of the process goes on: only the host can notice that the time is up.
    public override Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        _ = kill(Environment.ProcessId, Stop);
        return new(0.5);
    }

    [DllImport("libc")]
    private static extern int kill(int process, int signal);
}

internal static class Children
{
    // With its path, for hostile-environment may have been here before. It writes its number to the file that the test names, and keeps its parent's standard output and error open.
    public static Process Start()
    {
        var child = Process.Start(new ProcessStartInfo("/bin/sleep", "600") { UseShellExecute = false })!;
        if (Environment.GetEnvironmentVariable("ALGZOO_TEST_CHILD") is { Length: > 0 } path)
        {
            File.WriteAllText(path, child.Id.ToString(CultureInfo.InvariantCulture));
        }

        return child;
    }
}
