using FsCheck;
using FsCheck.Fluent;

namespace AlgZoo.Abstractions.Tests.Tasks;

public sealed class RankTaskTests
{
    // Few distinct values, so that ties are common; NaN sorts largest.
    private static readonly Gen<float[]> Sequences = Gen.Elements(-2f, -1f, -0f, 0f, 0.5f, 3f, float.NaN).ArrayOf().Where(values => values.Length >= 2);

    [TestCase(new float[] { 1, 1 }, 0)]
    [TestCase(new float[] { 2, 2, 1 }, 0)]
    [TestCase(new float[] { 1, 2, 2 }, 1)]
    [TestCase(new float[] { 3, 1, 3, 3 }, 2)]
    [TestCase(new float[] { 5, 4 }, 1)]
    [TestCase(new float[] { float.NaN, 1, 2 }, 2)]
    [TestCase(new float[] { float.NaN, float.NaN, 2 }, 0)]
    public void The_second_argmax_follows_the_stable_ascending_order(float[] sequence, int expected) =>
        Assert.That(SequenceTask.SecondArgmax.Label(sequence), Is.EqualTo(expected));

    [TestCase(new float[] { 7 }, 0)]
    [TestCase(new float[] { 1, 2 }, 1)]
    [TestCase(new float[] { 4, 1, 3, 2 }, 2)]
    [TestCase(new float[] { 2, 2, 2 }, 1)]
    public void The_argmedian_is_the_upper_middle_position(float[] sequence, int expected) =>
        Assert.That(SequenceTask.Argmedian.Label(sequence), Is.EqualTo(expected));

    [TestCase(new float[] { 1, 3, 3 }, 1)]
    [TestCase(new float[] { 1, float.NaN, float.NaN }, 1)]
    [TestCase(new float[] { -1 }, 0)]
    public void The_argmax_is_the_first_largest_position(float[] sequence, int expected) =>
        Assert.That(SequenceTask.Argmax.Label(sequence), Is.EqualTo(expected));

    [TestCase(new float[] { 0, 0, 9 }, 2)]
    [TestCase(new float[] { -1, 1 }, 0)]
    [TestCase(new float[] { -9, 1, 1, 2 }, 0)]
    public void The_argoutlier_is_the_first_position_farthest_from_the_mean(float[] sequence, int expected) =>
        Assert.That(SequenceTask.Argoutlier.Label(sequence), Is.EqualTo(expected));

    [TestCase(new float[] { 3 }, 3)]
    [TestCase(new float[] { 3, 1 }, 2)]
    [TestCase(new float[] { 5, 1, 3 }, 3)]
    [TestCase(new float[] { 5, 1, 3, 4 }, 3.5f)]
    public void The_median_is_the_middle_value_or_the_mean_of_both(float[] sequence, float expected) =>
        Assert.That(SequenceTask.Median.Target(sequence), Is.EqualTo(expected));

    [Test]
    public void Rank_tasks_agree_with_a_sort_by_value_and_then_position() =>
        Prop.ForAll(Arb.From(Sequences), sequence =>
        {
            int[] order = [.. Enumerable.Range(0, sequence.Length).OrderBy(i => float.IsNaN(sequence[i]) ? 1 : 0).ThenBy(i => float.IsNaN(sequence[i]) ? 0 : sequence[i]).ThenBy(i => i)];
            int n = sequence.Length;
            float upper = sequence[order[n / 2]];
            float median = n % 2 == 1 ? upper : 0.5f * (sequence[order[(n / 2) - 1]] + upper);
            return SequenceTask.SecondArgmax.Label(sequence) == order[n - 2] && SequenceTask.Argmedian.Label(sequence) == order[n / 2] && SequenceTask.Median.Target(sequence).Equals(median);
        }).Check(Config.QuickThrowOnFailure.WithReplay(20261121, 7).WithMaxTest(2000));

    [Test]
    public void Sequences_that_are_too_short_are_refused()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => SequenceTask.SecondArgmax.Label([1]), Throws.ArgumentException.With.Message.Contains("2nd_argmax needs sequences of length 2"));
            foreach (var task in SequenceTask.All.OfType<ClassificationTask>())
            {
                Assert.That(() => task.Label([]), Throws.ArgumentException.With.Message.Contains(task.Name));
            }

            Assert.That(() => SequenceTask.Median.Target([]), Throws.ArgumentException);
        }
    }
}
