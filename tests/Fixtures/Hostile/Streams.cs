using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;

namespace AlgZoo.Fixtures;

[Estimator("hostile-writes-garbage")]
public sealed class WritesGarbage : Hostile
{
    public override Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        byte[] garbage = new byte[300_000];
        for (int i = 0; i < garbage.Length; i++)
        {
            garbage[i] = (byte)(i * 2654435761u >> 13);
        }

        Console.Out.WriteLine("\n{\"outcome\":\"Completed\",\"value\":1}");
        Console.Error.WriteLine(new string('x', 100_000));
        using var output = Console.OpenStandardOutput();
        using var error = Console.OpenStandardError();
        output.Write(garbage);
        error.Write(garbage);
        return new(0.5);
    }
}

[Estimator("hostile-closes-handles")]
public sealed class ClosesHandles : Hostile
{
    public override Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        for (int descriptor = 3; descriptor < 256; descriptor++)
        {
            _ = close(descriptor);
        }

        Thread.Sleep(Timeout.Infinite);
        return new(0.5);
    }

    [DllImport("libc")]
    private static extern int close(int descriptor);
}

[Estimator("hostile-closes-its-pipe")]
public sealed class ClosesItsPipe : Hostile
{
    public override Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        _ = close(WorkerPipe.Answers);
        Thread.Sleep(Timeout.Infinite);
        return new(0.5);
    }

    [DllImport("libc")]
    private static extern int close(int descriptor);
}

[Estimator("hostile-writes-to-its-pipe")]
public sealed class WritesToItsPipe : Hostile
{
    public override unsafe Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        byte[] garbage = "This is no frame, and there is no end to it. "u8.ToArray();
        fixed (byte* bytes = garbage)
        {
            _ = write(WorkerPipe.Answers, bytes, garbage.Length);
        }

        return new(0.5);
    }

    [DllImport("libc")]
    private static extern unsafe nint write(int descriptor, byte* bytes, nint count);
}

// What only a plugin that is out to do harm would look for.
internal static class WorkerPipe
{
    public static int Answers => int.Parse(Environment.GetCommandLineArgs()[^1], CultureInfo.InvariantCulture);
}

[Estimator("hostile-floods-log")]
public sealed class FloodsLog(ILogger<FloodsLog> logger) : Hostile
{
    public override Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        string text = new('!', 1000);
        for (int i = 0; i < 20_000; i++)
        {
            logger.LogInformation("{Number} {Text}", i, text);
        }

        return new(0.5);
    }
}
