using static AlgZoo.Abstractions.Tests.Models.TestModels;

namespace AlgZoo.Abstractions.Tests.Tasks;

public sealed class SequenceTaskTests
{
    [Test]
    public void Every_task_is_found_by_its_name_and_by_no_other()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(SequenceTask.All.Select(task => task.Name), Is.EqualTo(new[] { "2nd_argmax", "argmedian", "median", "longest_cycle", "argmax", "argoutlier" }));
            foreach (var task in SequenceTask.All)
            {
                Assert.That(SequenceTask.TryParse(task.Name, out var found) && found == task && task.Has(task.DefaultQuantity));
            }

            Assert.That(SequenceTask.TryParse("Median", out _), Is.False);
            Assert.That(SequenceTask.TryParse(null, out _), Is.False);
        }
    }

    [Test]
    public void Models_with_other_inputs_lengths_or_outputs_do_not_fit()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => SequenceTask.SecondArgmax.EnsureFits(Rnn(2, 3)), Throws.Nothing);
            Assert.That(() => SequenceTask.Median.EnsureFits(Rnn(2, 3, outputs: 1)), Throws.Nothing);
            Assert.That(() => SequenceTask.LongestCycle.EnsureFits(Transformer(2, 3)), Throws.Nothing);
            Assert.That(() => SequenceTask.LongestCycle.EnsureFits(Rnn(2, 3)), Throws.ArgumentException.With.Message.Contains("token inputs"));
            Assert.That(() => SequenceTask.Argmax.EnsureFits(Transformer(2, 3)), Throws.ArgumentException.With.Message.Contains("Gaussian inputs"));
            Assert.That(() => SequenceTask.SecondArgmax.EnsureFits(Rnn(2, 1)), Throws.ArgumentException.With.Message.Contains("length 2 or more"));
            Assert.That(() => SequenceTask.Median.EnsureFits(Rnn(2, 3)), Throws.ArgumentException.With.Message.Contains("1 outputs; the model has 3"));
        }
    }

    [Test]
    public void Quantities_belong_to_one_sort_of_task()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => SequenceTask.Median.EnsureHas(Quantity.Accuracy), Throws.ArgumentException.With.Message.Contains("Accuracy"));
            Assert.That(() => SequenceTask.Argmax.EnsureHas(Quantity.MeanSquaredError), Throws.ArgumentException);
            Assert.That(() => SequenceTask.Argmax.EnsureHas(Quantity.CrossEntropy), Throws.Nothing);
        }
    }
}
