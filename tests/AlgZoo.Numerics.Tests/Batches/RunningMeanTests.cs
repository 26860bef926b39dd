using AlgZoo.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace AlgZoo.Tests.Numerics;

public sealed class RunningMeanTests
{
    [Test]
    public void Agrees_with_two_passes_far_from_the_origin() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Gen.Choose(-1000, 1000).Select(k => 1e9 + (k / 8.0)).ArrayOf().Where(x => x.Length > 1).ToArbitrary(), values =>
        {
            var running = new RunningMean();
            foreach (double value in values)
            {
                running.Add(value);
            }

            double mean = 1e9 + values.Average(value => value - 1e9);
            double variance = values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1);
            return running.Count == values.Length
                && Math.Abs(running.Mean - mean) < 1e-5
                && Math.Abs(running.Variance - variance) < 1e-6 * (1 + variance)
                && Math.Abs(running.StandardError!.Value - Math.Sqrt(variance / values.Length)) < 1e-3;
        }));

    [Test]
    public void One_number_has_no_spread()
    {
        var running = new RunningMean();
        running.Add(3);
        Assert.That(running.Mean, Is.EqualTo(3));
        Assert.That(running.Variance, Is.NaN);
        Assert.That(running.StandardError, Is.Null);
    }
}
