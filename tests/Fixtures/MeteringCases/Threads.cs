namespace AlgZoo.Fixtures;

/// <summary>Work on other threads, however they were started.</summary>
public static class Threads
{
    public static object ParallelFor(int n)
    {
        var (a, x, y) = (Inputs.Doubles(n * n), Inputs.Doubles(n), new double[n]);
        Parallel.For(0, n, i =>
        {
            double sum = 0;
            for (int j = 0; j < n; j++)
            {
                sum += a[(i * n) + j] * x[j];
            }

            y[i] = sum;
        });
        return y;
    }

    /// <summary>As <see cref="ParallelFor"/>, with a degree of parallelism.</summary>
    public static double[] ParallelForWith(int degree, int n)
    {
        double[] y = new double[n];
        Parallel.For(0, n, new ParallelOptions { MaxDegreeOfParallelism = degree }, i => y[i] = Work.Ones(i));
        return y;
    }

    public static object ParallelForWithLocals(int n)
    {
        int rounds = 0;
        Parallel.For(0, n, () => 0.0, (_, _, sum) => sum + 1, sum => Interlocked.Add(ref rounds, (int)sum));
        return rounds;
    }

    public static object ParallelInvoke(int n)
    {
        double[] y = new double[2];
        Parallel.Invoke(() => y[0] = Work.Ones(n), () => y[1] = Work.Ones(2 * n));
        return y;
    }

    public static object ParallelQuery(int n) => Enumerable.Range(0, n).AsParallel().AsOrdered().Select(i => i * 0.5).ToArray();

    public static object TaskRun(int n) => Task.Run(() => Work.Ones(n)).GetAwaiter().GetResult();

    public static object Continuations(int n) => Task.Run(() => Work.Ones(n)).ContinueWith(task => task.Result * 2, TaskScheduler.Default).GetAwaiter().GetResult();

    public static object LongRunningTask(int n) => Task.Factory.StartNew(() => Work.Ones(n), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).GetAwaiter().GetResult();

    public static object NewThread(int n)
    {
        double sum = 0;
        var thread = new Thread(() =>
        {
            for (int i = 0; i < n; i++)
            {
                sum += 1;
            }
        });
        thread.Start();
        thread.Join();
        return sum;
    }

    public static object NewThreadWithArgument(int n)
    {
        double sum = 0;
        var thread = new Thread(count => sum = Work.Ones((int)count!));
        thread.Start(n);
        thread.Join();
        return sum;
    }

    public static object ThreadUnsafeStart(int n)
    {
        double sum = 0;
        var thread = new Thread(() => sum = Work.Ones(n));
        thread.UnsafeStart();
        thread.Join();
        return sum;
    }

    public static object QueueUserWorkItem(int n)
    {
        double sum = 0;
        using var done = new ManualResetEventSlim();
        ThreadPool.QueueUserWorkItem(_ =>
        {
            sum = Work.Ones(n);
            done.Set();
        });
        done.Wait();
        return sum;
    }

    public static object UnsafeQueueUserWorkItem(int n)
    {
        double sum = 0;
        using var done = new ManualResetEventSlim();
        ThreadPool.UnsafeQueueUserWorkItem(
            _ =>
            {
                sum = Work.Ones(n);
                done.Set();
            },
            null);
        done.Wait();
        return sum;
    }

    public static object SignalAfterLoop(int n)
    {
        double sum = 0;
        using var done = new ManualResetEventSlim();
        ThreadPool.QueueUserWorkItem(_ =>
        {
            double own = 0;
            for (int i = 0; i < n; i++)
            {
                own += 1;
            }

            sum = own;
            done.Set();
        });
        done.Wait();
        return sum;
    }

    public static object Timers(int n)
    {
        var result = new TaskCompletionSource<double>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var timer = new Timer(_ => result.SetResult(Work.Ones(n)), null, 1, Timeout.Infinite);
        return result.Task.GetAwaiter().GetResult();
    }

    public static object StaticConstructor(int n) => Table.Halves[3];

    public static object Finalizer(int n)
    {
        Abandon();
        for (int i = 0; i < 100 && !Finalized.Done.IsSet; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return Finalized.Done.IsSet;
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static void Abandon() => new Finalized().ToString();

    private static class Table
    {
        public static readonly double[] Halves = Make();

        private static double[] Make()
        {
            double[] halves = new double[100];
            for (int i = 0; i < halves.Length; i++)
            {
                halves[i] = i * 0.5;
            }

            return halves;
        }
    }

    private sealed class Finalized
    {
        public static readonly ManualResetEventSlim Done = new();

        ~Finalized()
        {
            if (Work.Ones(1000) != 0)
            {
                Done.Set();
            }
        }
    }
}
