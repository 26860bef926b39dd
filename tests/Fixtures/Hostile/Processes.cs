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

// Its child keeps the worker's pipes open, and a session of its own keeps it from being killed with the worker. It ends by itself after a while.
[Estimator("hostile-sends-a-child-away")]
public sealed class SendsAChildAway : Hostile
{
    private const int SetDescriptorFlags = 2;

    public override Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        for (int descriptor = 3; descriptor < 256; descriptor++)
        {
            _ = fcntl(descriptor, SetDescriptorFlags, 0);
        }

        Process.Start(new ProcessStartInfo("/usr/bin/setsid", ["/bin/sleep", "15"]) { UseShellExecute = false })!.Dispose();
        return new(0.5);
    }

    [DllImport("libc")]
    private static extern int fcntl(int descriptor, int command, int argument);
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
