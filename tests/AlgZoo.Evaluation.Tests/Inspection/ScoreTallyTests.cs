using AlgZoo.Numerics;

namespace AlgZoo.Evaluation.Tests.Inspection;

internal sealed class ScoreTallyTests
{
    private static readonly SequenceTask[] Tasks = [SequenceTask.SecondArgmax, SequenceTask.Argmedian, SequenceTask.Median];

    [Test]
    public void A_constant_answer_is_right_in_one_column()
    {
        const int N = 5;
        const long Samples = 1 << 18;
        var score = Find(InspectionModels.AlwaysFirst(N), SequenceTask.SecondArgmax, Samples);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(score.ByLargestPair.Select(pair => (pair.Largest, pair.Second)), Is.EqualTo(Enumerable.Range(0, N * N).Select(i => (i / N, i % N)).Where(pair => pair.Item1 != pair.Item2)));
            Assert.That(score.ByLargestPair.Sum(pair => pair.Score.Samples), Is.EqualTo(Samples));
            foreach (var pair in score.ByLargestPair)
            {
                // 20 cells of probability 1/20: 5 standard errors, one in 90,000 for all.
                Assert.That((double)pair.Score.Samples, Is.EqualTo(Samples / 20.0).Within(5 * Math.Sqrt(Samples * 0.0475)));
                Assert.That(pair.Score.Value, Is.EqualTo(pair.Second == 0 ? 1 : 0));
                Assert.That(pair.Score.StandardError, Is.Positive.And.LessThan(1e-4));
            }

            Assert.That(score.ByTargetPosition.Select(position => position.Score.Value), Is.EqualTo(new double[] { 1, 0, 0, 0, 0 }));
            Assert.That(score.CrossEntropy!.Value, Is.EqualTo(Math.Log(N)).Within(1e-12));
            Assert.That(score.CrossEntropy.StandardError, Is.LessThan(1e-8));
        }
    }

    [Test]
    public void Cells_and_mean_are_those_of_scoring_one_by_one([ValueSource(nameof(Tasks))] SequenceTask task)
    {
        const int N = 4;
        var model = InspectionModels.Random(5, N, task.OutputSize(N), seed: 12);
        var address = RandomAddress.Root(3).Child("score");
        var score = Find(model, task, 2 * ShardedPass.BlockSize);
        var sequences = Enumerable.Range(0, 2).SelectMany(block =>
        {
            float[] inputs = new float[ShardedPass.BlockSize * N];
            SampleInputs.Fill(InputLaw.StandardGaussian, N, address.Child((ulong)block), inputs);
            return inputs.Chunk(N);
        }).Select(sequence => (Sequence: sequence, Value: Value(model, task, sequence))).ToArray();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(score.Value.Value, Is.EqualTo(sequences.Average(sequence => sequence.Value)).Within(1e-5));
            Assert.That(score.Value.StandardError, Is.EqualTo(StandardError([.. sequences.Select(sequence => sequence.Value)], task)).Within(1e-6));
            foreach (var pair in score.ByLargestPair)
            {
                double[] own = [.. sequences.Where(sequence => Order(sequence.Sequence) is var order && order[^1] == pair.Largest && order[^2] == pair.Second).Select(sequence => sequence.Value)];
                Assert.That(pair.Score.Samples, Is.EqualTo(own.Length));
                Assert.That(pair.Score.Value, Is.EqualTo(own.Average()).Within(1e-5));
                Assert.That(pair.Score.StandardError, Is.EqualTo(StandardError(own, task)).Within(1e-5));
            }

            foreach (var position in score.ByTargetPosition)
            {
                double[] own = [.. sequences.Where(sequence => ((ClassificationTask)task).Label(sequence.Sequence) == position.Position).Select(sequence => sequence.Value)];
                Assert.That((position.Score.Samples, position.Score.Value), Is.EqualTo((own.Length, own.Average())));
            }
        }
    }

    private static int[] Order(float[] sequence) => [.. Enumerable.Range(0, sequence.Length).OrderBy(position => sequence[position])];

    private static double Value(ReluRnn model, SequenceTask task, float[] sequence)
    {
        double[] outputs = new double[model.OutputSize];
        ReferenceForward.Evaluate(model, InspectionModels.Doubles(sequence), outputs);
        return task is ClassificationTask classification
            ? Array.IndexOf(outputs, outputs.Max()) == classification.Label(sequence) ? 1 : 0
            : Math.Pow(outputs[0] - ((RegressionTask)task).Target(sequence), 2);
    }

    private static double StandardError(double[] values, SequenceTask task)
    {
        double mean = values.Average();
        double variance = values.Average(value => (value - mean) * (value - mean));
        double laplace = 1.0 / (values.Length + 2);
        return Math.Sqrt((task is ClassificationTask && variance == 0 ? laplace * (1 - laplace) : variance) / values.Length);
    }

    private static ScoreTally Find(ReluRnn model, SequenceTask task, long samples) =>
        ShardedPass.Run(samples, () => new ScoreTally(model, ForwardPass.Create(model), task, RandomAddress.Root(3).Child("score")), CancellationToken.None);
}
