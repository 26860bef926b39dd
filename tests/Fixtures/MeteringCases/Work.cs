namespace AlgZoo.Fixtures;

internal static class Work
{
    /// <summary>n additions.</summary>
    public static double Ones(int n)
    {
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            sum += 1;
        }

        return sum;
    }
}
