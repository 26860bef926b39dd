namespace AlgZoo.Abstractions.Tests.Tasks;

public sealed class LongestCycleTests
{
    [TestCase(3, new[] { 16, 9, 2 })]
    [TestCase(4, new[] { 125, 93, 32, 6 })]
    [TestCase(5, new[] { 1296, 1155, 500, 150, 24 })]
    [TestCase(6, new[] { 16807, 17025, 8600, 3240, 864, 120 })]
    public void All_functions_have_the_known_cycle_lengths(int n, int[] expected)
    {
        int[] counts = new int[n];
        float[] sequence = new float[n];
        for (int code = 0; code < (int)Math.Pow(n, n); code++)
        {
            int rest = code;
            for (int i = 0; i < n; i++)
            {
                (rest, int token) = Math.DivRem(rest, n);
                sequence[i] = token;
            }

            counts[SequenceTask.LongestCycle.Label(sequence)]++;
        }

        Assert.That(counts, Is.EqualTo(expected));
    }

    [TestCase(-1f)]
    [TestCase(2f)]
    [TestCase(0.5f)]
    [TestCase(float.NaN)]
    [TestCase(float.PositiveInfinity)]
    public void A_token_that_is_no_position_is_refused(float token) =>
        Assert.That(() => SequenceTask.LongestCycle.Label([token, 0]), Throws.ArgumentException.With.Message.Contains("not a whole number in [0, 2)"));
}
