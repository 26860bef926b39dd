using AlgZoo.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace AlgZoo.Exact.Tests;

public sealed class LastInputAccuracyTests
{
    private static readonly ClassificationTask[] Tasks = [SequenceTask.SecondArgmax, SequenceTask.Argmedian, SequenceTask.Argmax];

    private static Arbitrary<(int HiddenSize, int SequenceLength, int Task, ulong Seed)> Cases { get; } =
        (from hiddenSize in Gen.Choose(1, 33)
         from sequenceLength in Gen.Choose(2, 19)
         from task in Gen.Choose(0, 2)
         from seed in Gen.Choose(0, int.MaxValue)
         select (hiddenSize, sequenceLength, task, (ulong)seed)).ToArbitrary();

    // The reference finds where the answer becomes right or wrong on a grid, then by bisection; it misses intervals between two nodes, each of a measure below 1e-3 and rare.
    [Test]
    public void Agrees_with_bisection_of_the_model_itself() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(50).WithReplay(20261121, 7),
        Prop.ForAll(Cases, draw =>
        {
            var random = new RandomStream(RandomAddress.Root(draw.Seed));
            var model = ScalarModel.Gaussian(draw.HiddenSize, draw.SequenceLength, draw.SequenceLength, random);
            float[] inputs = new float[draw.SequenceLength];
            random.FillGaussian(inputs);
            double exact = Probability(model, Tasks[draw.Task], inputs.AsSpan(..^1));
            return Math.Abs(exact - ByBisection(model, Tasks[draw.Task], inputs)) < 1e-3;
        }));

    // Inputs are multiples of 1/8 and nodes odd multiples of 2^-12, so that the reference has no rounding: it counts nodes, to half a node for each of at most 40 ends.
    [Test]
    public void Gives_equal_logits_to_the_lowest_index() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(50).WithReplay(20261121, 9),
        Prop.ForAll(Cases, draw =>
        {
            var random = new RandomStream(RandomAddress.Root(draw.Seed));
            int length = Math.Min(draw.SequenceLength, 6);
            var model = ScalarModel.Degenerate(Math.Min(draw.HiddenSize, 10), length, length, random);
            float[] inputs = [.. Enumerable.Range(0, length).Select(i => (random.NextInt32(33) - 16 + (i / 16f)) / 8f)];
            var task = Tasks[draw.Task];
            double exact = Probability(model, task, inputs.AsSpan(..^1));
            double[] offsets = ScalarModel.Offsets(model, inputs.AsSpan(..^1));
            double sum = 0;
            const double Step = 1.0 / 512;
            for (double x = -7 + (Step / 2); x < 7; x += Step)
            {
                inputs[^1] = (float)x;
                sum += ScalarModel.FirstLargest(ScalarModel.Outputs(model, offsets, x)) == task.Label(inputs) ? Gaussian.Density(x) * Step : 0;
            }

            return Math.Abs(exact - sum) < 40 * 0.4 * Step / 2;
        }));

    [Test]
    public void A_model_without_output_weights_always_answers_the_first_position()
    {
        var model = ReluRnn.Create(3, [1, -1], [1, 0, 0, 1], new float[6]);
        Assert.That(Probability(model, SequenceTask.Argmax, [0.5f, -1]), Is.EqualTo(Gaussian.Cdf(0.5)).Within(1e-12));
        Assert.That(Probability(model, SequenceTask.Argmax, [-1, 0.5f]), Is.Zero);
    }

    [Test]
    public void Refuses_more_outputs_than_it_has_bits()
    {
        var model = ScalarModel.Gaussian(2, 65, 65, new RandomStream(RandomAddress.Root(1)));
        Assert.That(() => new LastInputAccuracy(model), Throws.ArgumentException.With.Message.Contains("65 outputs"));
    }

    [Test]
    public void Allocates_nothing_and_stays_below_its_bounds()
    {
        var random = new RandomStream(RandomAddress.Root(3));
        var model = ScalarModel.Gaussian(16, 10, 10, random);
        var recurrence = new SparseRecurrence(model);
        var accuracy = new LastInputAccuracy(model);
        Assert.That(accuracy.Flops, Is.EqualTo(LastInputAccuracy.SetUpFlops(model)));
        float[] inputs = new float[9];
        float[] offsets = new float[16];
        long allocated = 0;
        for (int round = 0; round < 200; round++)
        {
            random.FillGaussian(inputs);
            (long before, long beforeTail, long bytes) = (recurrence.Flops, accuracy.Flops, GC.GetAllocatedBytesForCurrentThread());
            recurrence.Offsets(inputs, offsets);
            accuracy.Probability(offsets, new RankedInput(-0.5f, 3), new RankedInput(0.7f, 8));
            allocated = round < 100 ? 0 : allocated + GC.GetAllocatedBytesForCurrentThread() - bytes;
            Assert.That(recurrence.Flops - before, Is.InRange(9 * 16, SparseRecurrence.MaximumFlops(model, 9)));
            Assert.That(accuracy.Flops - beforeTail, Is.InRange(3 * 16, LastInputAccuracy.MaximumFlops(model)));
        }

        Assert.That(allocated, Is.Zero);
    }

    private static double Probability(ReluRnn model, ClassificationTask task, ReadOnlySpan<float> inputs)
    {
        float[] offsets = new float[model.HiddenSize];
        new SparseRecurrence(model).Offsets(inputs, offsets);
        var window = AnswerWindow.Of(RankTask.TryCreate(task, model.SequenceLength)!, inputs);
        return new LastInputAccuracy(model).Probability(offsets, window.Lower, window.Upper);
    }

    private static double ByBisection(ReluRnn model, ClassificationTask task, float[] inputs)
    {
        const int Nodes = 2000;
        double[] offsets = ScalarModel.Offsets(model, inputs.AsSpan(..^1));
        bool IsRight(double x)
        {
            inputs[^1] = (float)x;
            return ScalarModel.FirstLargest(ScalarModel.Outputs(model, offsets, x)) == task.Label(inputs);
        }

        double Node(int i) => Gaussian.Quantile((i + 0.5) / Nodes);
        double measure = 0;
        for (int i = 0; i < Nodes; i++)
        {
            measure += IsRight(Node(i)) ? 1.0 / Nodes : 0;
        }

        // A change between two nodes moves the end from the middle of the cell to where it is.
        for (int i = 1; i < Nodes; i++)
        {
            bool before = IsRight(Node(i - 1));
            if (before != IsRight(Node(i)))
            {
                (double low, double high) = (Node(i - 1), Node(i));
                for (int step = 0; step < 30; step++)
                {
                    double middle = (low + high) / 2;
                    (low, high) = IsRight(middle) == before ? (middle, high) : (low, middle);
                }

                measure += (before ? 1 : -1) * (Gaussian.Cdf(low) - ((double)i / Nodes));
            }
        }

        return measure;
    }
}
