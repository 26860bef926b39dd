namespace AlgZoo.Fixtures;

/// <summary>Code that never ends by itself. A test that finds it still running sets <see cref="IsCalledOff"/>.</summary>
public static class Runaways
{
    private static volatile bool _isCalledOff;
    private static long _executed;

    public static bool IsCalledOff
    {
        get => _isCalledOff;
        set => _isCalledOff = value;
    }

    /// <summary>FLOPs that the methods which keep this record have really executed.</summary>
    public static long Executed
    {
        get => _executed;
        set => _executed = value;
    }

    public static object Loop(int n) => Spin();

    public static object LoopInCatch(int n)
    {
        double x = 1;
        while (!_isCalledOff)
        {
            try
            {
                for (int i = 0; i < 1000; i++)
                {
                    x = (x * 1.0000001) + 1e-9;
                }
            }
            catch (Exception)
            {
                x = 0;
            }
        }

        return x;
    }

    public static object LoopInBareCatch(int n)
    {
        double x = 1;
        while (!_isCalledOff)
        {
            try
            {
                x += Spin();
            }
            catch
            {
                x = 0;
            }
        }

        return x;
    }

    public static object LoopInFilteredCatch(int n)
    {
        double x = 1;
        while (!_isCalledOff)
        {
            try
            {
                x += Spin();
            }
            catch (Exception e) when (e.Message.Length > 0)
            {
                x = 0;
            }
        }

        return x;
    }

    public static object LoopInCatchOfBudgetExceeded(int n)
    {
        double x = 1;
        while (!_isCalledOff)
        {
            try
            {
                x += Spin();
            }
            catch (BudgetExceededException)
            {
                x = 0;
            }
        }

        return x;
    }

    public static object LoopInFinally(int n)
    {
        try
        {
            return Spin();
        }
        finally
        {
            Spin();
        }
    }

    public static object NestedCalls(int n)
    {
        double x = 1;
        while (!_isCalledOff)
        {
            x = Work.Ones(100);
        }

        return x;
    }

    public static object LeafCalls(int n)
    {
        double x = 1;
        while (!_isCalledOff)
        {
            x = Shrink(x);
        }

        return x;
    }

    public static object RecursionTree(int n) => Branch(60);

    public static object Simd(int n)
    {
        var x = System.Runtime.Intrinsics.Vector256<float>.One;
        while (!_isCalledOff)
        {
            x = (x * x) + x;
        }

        return x[0];
    }

    public static object Iterator(int n)
    {
        double sum = 0;
        foreach (double x in Forever())
        {
            sum += x;
        }

        return sum;
    }

    public static object Asynchronous(int n) => SpinLater().GetAwaiter().GetResult();

    public static object ParallelFor(int n)
    {
        Parallel.For(0, int.MaxValue, (_, state) =>
        {
            Work.Ones(100_000);
            if (_isCalledOff)
            {
                state.Stop();
            }
        });
        return 0;
    }

    public static object ParallelForInCatch(int n)
    {
        while (!_isCalledOff)
        {
            try
            {
                ParallelFor(n);
            }
            catch (AggregateException)
            {
            }
        }

        return 0;
    }

    public static object Tasks(int n)
    {
        Task.WaitAll(Task.Run(Spin), Task.Run(Spin));
        return 0;
    }

    public static object UnobservedTask(int n)
    {
        var task = Task.Run(Spin);
        while (!task.IsCompleted)
        {
            Thread.Sleep(1);
        }

        return 0;
    }

    public static object NewThread(int n)
    {
        var thread = new Thread(() => Spin()) { IsBackground = true };
        thread.Start();
        thread.Join();
        return 0;
    }

    public static object ThreadUnsafeStart(int n)
    {
        var thread = new Thread(_ => Spin()) { IsBackground = true };
        thread.UnsafeStart(null);
        thread.Join();
        return 0;
    }

    public static object UnsafeQueueUserWorkItem(int n)
    {
        using var done = new ManualResetEventSlim();
        ThreadPool.UnsafeQueueUserWorkItem(
            _ =>
            {
                try
                {
                    Spin();
                }
                finally
                {
                    done.Set();
                }
            },
            null);
        done.Wait();
        return 0;
    }

    public static object AsyncVoid(int n)
    {
        using var done = new ManualResetEventSlim();
        SpinWithoutTask(done);
        done.Wait();
        return 0;
    }

    public static object NullReferenceEachRound(int n)
    {
        double x = 1;
        while (!_isCalledOff)
        {
            try
            {
                x = FourThousandThenNullReference(x, new double[16]);
            }
            catch (NullReferenceException)
            {
                _executed += 4000;
            }
        }

        return x;
    }

    private static double FourThousandThenNullReference(double x, double[]? memory)
    {
        for (int i = 0; i < 2000; i++)
        {
            x = (x * 1.0000001) + 1e-9;
        }

        memory = x == 0 ? memory : null;
        return memory!.Length;
    }

    private static double Spin()
    {
        double x = 1;
        while (!_isCalledOff)
        {
            x = (x * 1.0000001) + 1e-9;
        }

        return x;
    }

    private static double Shrink(double x) => x * 0.5;

    private static double Branch(int depth) => depth == 0 || _isCalledOff ? 1.0 : (Branch(depth - 1) * 0.5) + (Branch(depth - 1) * 0.25);

    private static IEnumerable<double> Forever()
    {
        double x = 0;
        while (!_isCalledOff)
        {
            x += 1;
            yield return x;
        }
    }

    private static async Task<double> SpinLater()
    {
        await Task.Yield();
        return Spin();
    }

    private static async void SpinWithoutTask(ManualResetEventSlim done)
    {
        await Task.Yield();
        try
        {
            Spin();
        }
        finally
        {
            done.Set();
        }
    }
}
