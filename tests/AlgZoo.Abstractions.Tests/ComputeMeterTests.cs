namespace AlgZoo.Abstractions.Tests;

public sealed class ComputeMeterTests
{
    [Test]
    public void A_charge_up_to_the_budget_passes_and_one_more_does_not()
    {
        var meter = new ComputeMeter(10);
        meter.Charge(10);
        Assert.That((meter.Spent, meter.Remaining, meter.IsExceeded), Is.EqualTo((10, 0, false)));
        var exception = Assert.Throws<BudgetExceededException>(() => meter.Charge(1))!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That((exception.Spent, exception.Budget), Is.EqualTo((11, 10)));
            Assert.That((meter.Spent, meter.Remaining, meter.IsExceeded), Is.EqualTo((11, 0, true)));
        }
    }

    [Test]
    public void A_swallowed_exception_does_not_give_the_budget_back()
    {
        var meter = new ComputeMeter(1);
        Assert.That(() => meter.Charge(5), Throws.InstanceOf<BudgetExceededException>());
        Assert.That(() => meter.Charge(0), Throws.InstanceOf<BudgetExceededException>());
    }

    [Test]
    public void Negative_charges_and_budgets_are_refused()
    {
        var meter = new ComputeMeter();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => meter.Charge(-1), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(meter.Spent, Is.Zero);
            Assert.That(() => new ComputeMeter(-1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        }
    }

    [Test]
    public void The_count_stops_at_its_largest_value_instead_of_wrapping()
    {
        var unlimited = new ComputeMeter();
        unlimited.Charge(long.MaxValue);
        unlimited.Charge(long.MaxValue);
        var limited = new ComputeMeter(100);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((unlimited.Spent, unlimited.IsExceeded), Is.EqualTo((long.MaxValue, false)));
            Assert.That(() => limited.Charge(long.MaxValue), Throws.InstanceOf<BudgetExceededException>());
            Assert.That(() => limited.Charge(long.MaxValue), Throws.InstanceOf<BudgetExceededException>());
        }
    }

    [Test]
    public void No_charge_of_concurrent_threads_is_lost()
    {
        var meter = new ComputeMeter(1_000_000);
        int refused = 0;
        Parallel.For(0, 8, _ =>
        {
            for (int i = 0; i < 50_000; i++)
            {
                try
                {
                    meter.Charge(3);
                }
                catch (BudgetExceededException)
                {
                    Interlocked.Increment(ref refused);
                    break;
                }
            }
        });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(meter.Spent, Is.EqualTo(999_999 + (3L * refused)));
            Assert.That(refused, Is.InRange(1, 8));
        }
    }

    [Test]
    [SetCulture("fr-FR")]
    public void The_message_names_both_numbers_in_every_culture() =>
        Assert.That(new BudgetExceededException(12345, 10000).Message, Is.EqualTo("12,345 FLOPs were spent where the budget is 10,000."));
}
