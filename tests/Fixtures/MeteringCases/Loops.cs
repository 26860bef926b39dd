namespace AlgZoo.Fixtures;

/// <summary>Every shape of loop.</summary>
public static class Loops
{
    public static object TinyInnerLoop(int n)
    {
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < 3; j++)
            {
                sum = (sum * 0.5) + 1;
            }
        }

        return sum;
    }

    public static object OftenEmptyInnerLoop(int n)
    {
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < (i & 1); j++)
            {
                sum += 1;
            }
        }

        return sum;
    }

    public static object ThreeDeep(int n)
    {
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            sum *= 0.5;
            for (int j = 0; j < 5; j++)
            {
                sum -= 1;
                for (int k = 0; k < 7; k++)
                {
                    sum += 0.25;
                }

                sum /= 2;
            }
        }

        return sum;
    }

    public static object EarlyBreak(int n)
    {
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                if (j > i)
                {
                    break;
                }

                sum += 1;
            }
        }

        return sum;
    }

    public static object EarlyContinue(int n)
    {
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            if ((i & 1) == 0)
            {
                continue;
            }

            sum += 1;
        }

        return sum;
    }

    public static object EarlyReturn(int n)
    {
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            sum += FirstAbove(i, n);
        }

        return sum;
    }

    public static object BreakOutOfBoth(int n)
    {
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                sum += 1;
                if (sum > 100)
                {
                    goto done;
                }
            }
        }

    done:
        return sum;
    }

    public static object Goto(int n)
    {
        double sum = 0;
        int i = 0;
    again:
        sum *= 0.5;
        if ((i & 1) == 0)
        {
            goto even;
        }

        sum += 1;
    even:
        i++;
        if (i < n)
        {
            goto again;
        }

        return sum;
    }

    public static object DoWhile(int n)
    {
        double sum = 0;
        int i = 0;
        do
        {
            sum += 1;
            i++;
        }
        while (i < n);
        return sum;
    }

    public static object FloatingCounter(int n)
    {
        double sum = 0;
        for (double x = 0; x < n; x++)
        {
            sum += x;
        }

        return sum;
    }

    public static object BreakOnValue(int n)
    {
        double sum = 0;
        while (true)
        {
            sum += 1;
            if (sum >= n)
            {
                break;
            }
        }

        return sum;
    }

    public static object Unrolled(int n)
    {
        double[] x = Inputs.Doubles(n);
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
        int i = 0;
        for (; i + 4 <= n; i += 4)
        {
            s0 += x[i];
            s1 += x[i + 1];
            s2 += x[i + 2];
            s3 += x[i + 3];
        }

        for (; i < n; i++)
        {
            s0 += x[i];
        }

        return s0 + s1 + (s2 + s3);
    }

    public static object CallsInside(int n)
    {
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            sum = (sum * 0.5) + Work.Ones(3);
        }

        return sum;
    }

    public static object SiblingLoops(int n)
    {
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < 4; j++)
            {
                sum += 1;
            }

            for (int j = 0; j < 2; j++)
            {
                sum *= 0.5;
            }
        }

        return sum;
    }

    public static object LinkedList(int n)
    {
        var list = new LinkedList<double>(Inputs.Doubles(n));
        double sum = 0;
        for (var node = list.First; node is not null; node = node.Next)
        {
            sum += node.Value;
        }

        return sum;
    }

    public static object ManyMixes(int n)
    {
        double x = 1;
        float y = 1;
        for (int i = 0; i < n; i++)
        {
            if ((i & 1) == 0)
            {
                x += 1;
            }

            if ((i & 2) == 0)
            {
                x *= 0.5;
            }

            if ((i & 4) == 0)
            {
                x /= 3;
            }

            if ((i & 8) == 0)
            {
                x = Math.Sqrt(x);
            }

            if ((i & 16) == 0)
            {
                y += 1;
            }

            if ((i & 32) == 0)
            {
                y *= 0.5f;
            }

            if ((i & 64) == 0)
            {
                y /= 3;
            }

            if ((i & 128) == 0)
            {
                y = MathF.Sqrt(y);
            }

            if ((i & 3) == 0)
            {
                x = Math.Max(x * 0.5, 1);
            }

            if ((i & 5) == 0)
            {
                x = Math.Sin(x + x);
            }
        }

        return x + y;
    }

    private static double FirstAbove(int limit, int n)
    {
        double sum = 0;
        for (int j = 0; j < n; j++)
        {
            sum += 1;
            if (sum > limit)
            {
                return sum;
            }
        }

        return -1;
    }
}
