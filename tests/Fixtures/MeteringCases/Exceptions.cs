namespace AlgZoo.Fixtures;

/// <summary>Exceptions and the blocks around them.</summary>
public static class Exceptions
{
    public static object TryFinally(int n)
    {
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            try
            {
                sum += 1;
            }
            finally
            {
                sum *= 0.5;
            }
        }

        return sum;
    }

    public static object ExplicitThrow(int n)
    {
        int caught = 0;
        for (int i = 0; i < n; i++)
        {
            try
            {
                HundredThenThrow();
            }
            catch (InvalidOperationException)
            {
                caught++;
            }
        }

        return caught;
    }

    public static object ThrowInsideLoop(int n)
    {
        int caught = 0;
        for (int i = 0; i < n; i++)
        {
            try
            {
                ThrowAt(57);
            }
            catch (InvalidOperationException)
            {
                caught++;
            }
        }

        return caught;
    }

    public static object ImplicitThrow(int n)
    {
        int caught = 0;
        double[] hundred = Inputs.Doubles(100);
        for (int i = 0; i < n; i++)
        {
            try
            {
                SumBeyondTheEnd(hundred);
            }
            catch (IndexOutOfRangeException)
            {
                caught++;
            }
        }

        return caught;
    }

    public static object ImplicitThrowInSameMethod(int n)
    {
        double sum = 0;
        object? nothing = null;
        for (int i = 0; i < n; i++)
        {
            try
            {
                sum += 1;
                nothing!.GetHashCode();
            }
            catch (NullReferenceException)
            {
                sum *= 0.5;
            }
        }

        return sum;
    }

    public static object Filter(int n)
    {
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            try
            {
                sum += 1;
                if ((i & 1) == 0)
                {
                    throw new InvalidOperationException();
                }
            }
            catch (InvalidOperationException) when (sum * 2 > -1)
            {
                sum -= 0.5;
            }
        }

        return sum;
    }

    public static object FilterThatDeclines(int n)
    {
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            try
            {
                try
                {
                    throw new InvalidOperationException();
                }
                catch (InvalidOperationException) when (sum * 2 < -1)
                {
                    sum -= 0.5;
                }
                finally
                {
                    sum /= 3;
                }
            }
            catch (Exception)
            {
                sum += 1;
            }
        }

        return sum;
    }

    public static object Rethrow(int n)
    {
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            try
            {
                try
                {
                    throw new InvalidOperationException();
                }
                catch
                {
                    sum += 1;
                    throw;
                }
            }
            catch (InvalidOperationException)
            {
                sum *= 0.5;
            }
        }

        return sum;
    }

    public static object LoopInCatch(int n)
    {
        double sum = 0;
        try
        {
            throw new InvalidOperationException();
        }
        catch (InvalidOperationException)
        {
            for (int i = 0; i < n; i++)
            {
                sum += 1;
            }
        }

        return sum;
    }

    public static object LoopInFinally(int n)
    {
        double sum = 0;
        try
        {
            for (int i = 0; i < n; i++)
            {
                sum += 1;
            }
        }
        finally
        {
            for (int i = 0; i < n; i++)
            {
                sum *= 0.5;
            }
        }

        return sum;
    }

    public static object ReturnFromTry(int n)
    {
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            sum += Returned(i);
        }

        return sum;
    }

    public static object LoopStartsWithTry(int n)
    {
        double sum = 0;
        int i = 0;
        while (true)
        {
            try
            {
                if (i++ == n)
                {
                    break;
                }

                sum += 1;
            }
            finally
            {
                sum -= 0.5;
            }
        }

        return sum;
    }

    public static object Using(int n)
    {
        var total = new Total();
        for (int i = 0; i < n; i++)
        {
            using (new Closing(total))
            {
                total.Sum += 1;
            }
        }

        return total.Sum;
    }

    public static object Locked(int n)
    {
        object gate = new();
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            lock (gate)
            {
                sum += 1;
            }
        }

        return sum;
    }

    private static double Returned(int i)
    {
        double x = 0;
        try
        {
            for (int j = 0; ; j++)
            {
                x += 1;
                if (j == (i & 3))
                {
                    return x;
                }
            }
        }
        finally
        {
            x *= 2;
        }
    }

    private static double HundredThenThrow()
    {
        double sum = 0;
        int i = 0;
        for (; i < 100; i++)
        {
            sum += 1;
        }

        if (i == 100)
        {
            throw new InvalidOperationException();
        }

        return sum;
    }

    private static double ThrowAt(int round)
    {
        double sum = 0;
        for (int i = 0; ; i++)
        {
            sum += 1;
            if (i == round)
            {
                throw new InvalidOperationException();
            }
        }
    }

    private static double SumBeyondTheEnd(double[] values)
    {
        double sum = 0;
        for (int i = 0; ; i++)
        {
            sum += values[i];
        }
    }

    private sealed class Total
    {
        public double Sum;
    }

    private readonly struct Closing(Total total) : IDisposable
    {
        public void Dispose() => total.Sum *= 0.5;
    }
}
