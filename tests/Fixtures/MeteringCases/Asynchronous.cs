namespace AlgZoo.Fixtures;

/// <summary>Asynchronous methods that really suspend.</summary>
public static class Asynchronous
{
    public static object Suspending(int n) => Sum(n).GetAwaiter().GetResult();

    public static object Completed(int n) => Immediate(n).GetAwaiter().GetResult();

    public static object ValueTasks(int n) => Fold(n).AsTask().GetAwaiter().GetResult();

    public static object Enumerable(int n) => SumOfHalves(n).GetAwaiter().GetResult();

    public static object WhenAll(int n) => Task.WhenAll(System.Linq.Enumerable.Range(0, n).Select(_ => Task.Run(() => Work.Ones(10)))).GetAwaiter().GetResult();

    public static object Exceptions(int n) => ThrowAndCatch(n).GetAwaiter().GetResult();

    public static object LoopsBetweenAwaits(int n) => Blocks(n).GetAwaiter().GetResult();

    public static object AsyncVoid(int n)
    {
        var done = new TaskCompletionSource<double>(TaskCreationOptions.RunContinuationsAsynchronously);
        Start(n, done);
        return done.Task.GetAwaiter().GetResult();
    }

    public static object AsyncLambda(int n)
    {
        Func<int, Task<double>> sum = async count =>
        {
            double x = 0;
            for (int i = 0; i < count; i++)
            {
                x += 1;
            }

            await Task.Yield();
            return x * 2;
        };
        return sum(n).GetAwaiter().GetResult();
    }

    private static async Task<double> Sum(int n)
    {
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            sum += 1;
            if (i % 16 == 0)
            {
                await Task.Yield();
            }
        }

        return sum;
    }

    private static async Task<double> Immediate(int n)
    {
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            sum += await Task.FromResult(0.5);
        }

        return sum;
    }

    private static async ValueTask<double> Fold(int n)
    {
        if (n == 0)
        {
            return 1;
        }

        if (n % 8 == 0)
        {
            await Task.Yield();
        }

        return await Fold(n - 1) * 0.5;
    }

    private static async Task<double> SumOfHalves(int n)
    {
        double sum = 0;
        await foreach (double x in Halves(n))
        {
            sum += x;
        }

        return sum;
    }

    private static async IAsyncEnumerable<double> Halves(int n)
    {
        for (int i = 0; i < n; i++)
        {
            if (i % 16 == 0)
            {
                await Task.Yield();
            }

            yield return i * 0.5;
        }
    }

    private static async Task<double> ThrowAndCatch(int n)
    {
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            try
            {
                sum += 1;
                await Task.Yield();
                throw new InvalidOperationException();
            }
            catch (InvalidOperationException)
            {
                await Task.Yield();
                sum *= 0.5;
            }
            finally
            {
                sum -= 0.25;
            }
        }

        return sum;
    }

    private static async Task<double> Blocks(int n)
    {
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < 20; j++)
            {
                sum += 1;
            }

            await Task.Yield();
            for (int j = 0; j < 5; j++)
            {
                sum *= 0.5;
            }
        }

        return sum;
    }

    private static async void Start(int n, TaskCompletionSource<double> done)
    {
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            sum += 1;
            if (i % 16 == 0)
            {
                await Task.Yield();
            }
        }

        done.SetResult(sum);
    }
}
