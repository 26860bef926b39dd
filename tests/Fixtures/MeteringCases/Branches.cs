namespace AlgZoo.Fixtures;

/// <summary>Comparisons, selections and mixed precision.</summary>
public static class Branches
{
    public static object ReluByCompare(int n)
    {
        var (x, y) = (Inputs.Doubles(n), new double[n]);
        for (int i = 0; i < n; i++)
        {
            y[i] = x[i] > 0 ? x[i] : 0;
        }

        return y;
    }

    public static object ReluByMax(int n)
    {
        var (x, y) = (Inputs.Doubles(n), new double[n]);
        for (int i = 0; i < n; i++)
        {
            y[i] = Math.Max(0, x[i]);
        }

        return y;
    }

    public static object LeakyRelu(int n)
    {
        var (x, y) = (Inputs.Doubles(n), new double[n]);
        for (int i = 0; i < n; i++)
        {
            y[i] = x[i] > 0 ? x[i] : 0.125 * x[i];
        }

        return y;
    }

    public static object Ternary(int n)
    {
        double[] x = Inputs.Doubles(n);
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            sum += (i & 1) == 0 ? x[i] : -x[i];
        }

        return sum;
    }

    public static object StoredComparison(int n)
    {
        var (x, y, greater) = (Inputs.Doubles(n), Inputs.Magnitudes(n), new bool[n]);
        for (int i = 0; i < n; i++)
        {
            greater[i] = x[i] > y[i];
        }

        return greater;
    }

    public static object ReturnedComparison(int n)
    {
        int count = 0;
        foreach (float x in Inputs.Singles(n))
        {
            count += IsSmall(x) ? 1 : 0;
        }

        return count;
    }

    public static object NotEqual(int n)
    {
        var (x, y) = (Inputs.Doubles(n), Inputs.Magnitudes(n));
        int different = 0;
        for (int i = 0; i < n; i++)
        {
            if (x[i] != y[i])
            {
                different++;
            }
        }

        return different;
    }

    public static object CompareWithNaN(int n)
    {
        int unordered = 0;
        foreach (double x in Inputs.Doubles(n))
        {
            if (!(x >= double.NaN))
            {
                unordered++;
            }
        }

        return unordered;
    }

    public static object ShortCircuit(int n)
    {
        int count = 0;
        double half = n / 2;
        for (int i = 0; i < n; i++)
        {
            double x = i;
            if (x < half && x * 2 > 3)
            {
                count++;
            }
        }

        return count;
    }

    public static object Switch(int n)
    {
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            switch (i & 3)
            {
                case 0:
                    sum += 1;
                    break;
                case 1:
                    sum -= 0.5;
                    break;
                case 2:
                    sum = (sum * 2) + 1;
                    break;
                default:
                    break;
            }
        }

        return sum;
    }

    public static object BigSwitch(int n)
    {
        double x = 1.5;
        for (int i = 0; i < n; i++)
        {
            switch (i % 10)
            {
                case 0:
                    x += 1;
                    break;
                case 1:
                    x *= 0.5;
                    break;
                case 2:
                    x /= 0.75;
                    break;
                case 3:
                    x = -x;
                    break;
                case 4:
                    x = Math.Sqrt(Math.Abs(x));
                    break;
                case 5:
                    x %= 2;
                    break;
                case 6:
                    goto case 0;
                case 7:
                    continue;
                case 8:
                    x = Math.Exp(x);
                    break;
                default:
                    x = x < 1 ? 1.25 : 0.25;
                    break;
            }
        }

        return x;
    }

    public static object MixedPrecision(int n)
    {
        var (singles, doubles) = (Inputs.Singles(n), Inputs.Doubles(n));
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            sum += singles[i] * doubles[i];
            sum += singles[i] * singles[i];
        }

        return sum;
    }

    public static object Conversions(int n)
    {
        long sum = 0;
        for (int i = 0; i < n; i++)
        {
            float single = i;
            double wide = single;
            sum += (long)wide + (int)single + (byte)(uint)wide;
        }

        return sum;
    }

    private static bool IsSmall(float x) => x < 0.75f;
}

/// <summary>Work that is not floating point.</summary>
public static class Integers
{
    public static object Int32(int n)
    {
        uint hash = 17;
        int sum = 1;
        for (int i = 0; i < n; i++)
        {
            hash = (hash * 31) + (uint)i;
            sum = (sum * 3) - i;
            if (sum > 5)
            {
                sum /= 3;
            }
        }

        return hash + sum;
    }

    public static object Int64(int n)
    {
        long sum = 0;
        ulong product = 1;
        nint address = 1;
        for (int i = 0; i < n; i++)
        {
            sum += i * 3L;
            product = (product * 7) % 1_000_003;
            address += i;
        }

        return sum + (long)product + address;
    }

    public static object Checked(int n)
    {
        int sum = 0;
        double wide = 0;
        for (int i = 0; i < n; i++)
        {
            checked
            {
                sum += i;
                wide += sum;
            }
        }

        return wide;
    }

    public static object Decimals(int n)
    {
        decimal sum = 0;
        for (int i = 0; i < n; i++)
        {
            sum = (sum * 0.5m) + i;
            if (sum > 100)
            {
                sum -= 1;
            }
        }

        return sum;
    }
}
