using AlgZoo.Advice;
using AlgZoo.Numerics;
using AlgZoo.Plugins;
using AlgZoo.Zoo;

namespace AlgZoo.Tests.Plugins;

/// <summary>The estimators that learn, as advice, how the score of a base model responds to noise. On the smallest model that errs enough: hidden size 4, length 3.</summary>
public sealed class LearnedResponsesTests
{
    private static readonly WeightNoise Noise = new(WeightNoiseKind.Relative, 0.05);

    private static readonly Lazy<ReluRnn> BaseModel = new(() => (ReluRnn)new ModelLibrary(TestContext.CurrentContext.WorkDirectory).Load("trained:2nd_argmax_4_3").Model);

    private static readonly Dictionary<Type, Lazy<byte[]>> Prepared = Learned.ToDictionary(type => type, type => new Lazy<byte[]>(() => Prepare(type, BaseModel.Value, Noise)));

    private static Type[] Learned => [typeof(HessianResponse), typeof(TrainedQuadrature16), typeof(TrainedQuadrature64), typeof(MarginNetwork), typeof(Shrinkage)];

    // 64 copies at each scale, whose scores are known to a variance of 1e-6 or better. All seeds are fixed; the bounds leave a third or more to what was measured. No quadratic follows a score that falls to a half.
    [Test]
    public void Learned_responses_tell_copies_apart_at_half_once_and_twice_the_noise_they_were_prepared_for(
        [ValueSource(nameof(Learned))] Type type, [Values(0.5, 1.0, 2.0)] double scale)
    {
        const int Copies = 64;
        var noise = new WeightNoise(Noise.Kind, scale * Noise.Sigma);
        var scores = new RunningMean();
        double squaredErrors = 0;
        for (ulong copy = 0; copy < Copies; copy++)
        {
            var model = noise.Apply(BaseModel.Value, Bench.Random(500 + copy));
            double truth = Bench.Truth(model, SequenceTask.SecondArgmax, samples: 1 << 18).Mean;
            double error = Estimate(type, model, Prepared[type].Value).Value - truth;
            squaredErrors += error * error;
            scores.Add(truth);
        }

        double variance = Math.Pow(scores.StandardError!.Value, 2) * Copies;
        Assert.That(squaredErrors / Copies, Is.LessThan((type == typeof(HessianResponse) ? 0.7 : 0.4) * variance));
    }

    [Test]
    public void The_standard_error_is_that_of_copies_at_the_noise_of_the_run([ValueSource(nameof(Learned))] Type type)
    {
        const int Copies = 64;
        double squaredErrors = 0;
        double stated = 0;
        for (ulong copy = 0; copy < Copies; copy++)
        {
            var model = Noise.Apply(BaseModel.Value, Bench.Random(500 + copy));
            var estimate = Estimate(type, model, Prepared[type].Value);
            double error = estimate.Value - Bench.Truth(model, SequenceTask.SecondArgmax, samples: 1 << 18).Mean;
            squaredErrors += error * error / Copies;
            stated += estimate.StandardError!.Value * estimate.StandardError.Value / Copies;
        }

        // Few copies carry most of a heavy-tailed error: a factor of four either way.
        Assert.That(stated, Is.InRange(squaredErrors / 4, 4 * squaredErrors));
    }

    [Test]
    public void Equal_requests_give_equal_advice_and_other_seeds_other_advice([ValueSource(nameof(Learned))] Type type)
    {
        var model = Bench.RandomRnn(2, 3, 3, seed: 1);
        byte[] advice = Prepare(type, model, Noise);
        Assert.That(Prepare(type, model, Noise), Is.EqualTo(advice));
        Assert.That(Prepare(type, model, Noise, seed: 2), Is.Not.EqualTo(advice));
    }

    // Rescaling neurons by powers of two changes no bit of what the models compute, and relative noise follows it.
    [Test]
    public void Rescaling_the_neurons_of_base_and_copy_changes_nothing([ValueSource(nameof(Learned))] Type type)
    {
        float[] factors = [2, 0.5f, 8, 0.25f];
        var copy = (ReluRnn)Noise.Apply(BaseModel.Value, Bench.Random(7));
        double expected = Estimate(type, copy, Prepared[type].Value).Value;
        byte[] rescaledAdvice = Prepare(type, Rescaled(BaseModel.Value, factors), Noise);
        Assert.That(Estimate(type, Rescaled(copy, factors), rescaledAdvice).Value, Is.EqualTo(expected).Within(1e-9));
    }

    [Test]
    public void Damaged_advice_is_refused_by_name([ValueSource(nameof(Learned))] Type type)
    {
        byte[] whole = Prepared[type].Value;
        byte[] otherVersion = [.. whole];
        otherVersion[0]++;
        byte[] otherShape = [.. whole];
        otherShape[1]++;
        byte[] notFinite = [.. whole];
        BitConverter.TryWriteBytes(notFinite.AsSpan(^4..), float.NaN);
        string id = type.GetCustomAttributes(inherit: false).OfType<EstimatorAttribute>().Single().Id;
        foreach (byte[] damaged in new[] { whole[..^1], [.. whole, 0], whole[..1], otherVersion, otherShape, notFinite })
        {
            Assert.That(() => Estimate(type, BaseModel.Value, damaged), Throws.ArgumentException.With.Message.Contains(id).And.Message.Contains("prepare it anew"));
        }
    }

    [Test]
    public void Where_there_is_no_noise_there_is_nothing_to_learn([ValueSource(nameof(Learned))] Type type)
    {
        byte[] advice = Prepare(type, BaseModel.Value, WeightNoise.None);
        Assert.That(advice, Is.Empty);
        Assert.That(New(type).Supports(Bench.Problem(BaseModel.Value, SequenceTask.SecondArgmax, advice: advice)), Is.False);
        Assert.That(New(type).Supports(Bench.Problem(BaseModel.Value, SequenceTask.SecondArgmax)), Is.False);
    }

    [Test]
    public void A_budget_below_the_cost_is_declined([ValueSource(nameof(Learned))] Type type) =>
        Assert.That(New(type).Supports(Bench.Problem(BaseModel.Value, SequenceTask.SecondArgmax, budget: 100, advice: Prepared[type].Value)), Is.False);

    [Test]
    public void Preparing_can_be_cancelled([ValueSource(nameof(Learned))] Type type)
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.That(
            () => New(type).Prepare(Bench.Request(BaseModel.Value, SequenceTask.SecondArgmax, Noise), cancelled.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    // Trained quadratures are about accuracy; the others learn any score of any model.
    [Test]
    public void Responses_of_the_weights_alone_learn_the_squared_error_of_the_median([Values(typeof(HessianResponse), typeof(MarginNetwork))] Type type)
    {
        var model = Bench.RandomRnn(2, 3, 1, seed: 4);
        byte[] advice = New(type).Prepare(Bench.Request(model, SequenceTask.Median, Noise), CancellationToken.None);
        var problem = Bench.Problem(model, SequenceTask.Median, advice: advice);
        Assert.That(Bench.Run(New(type), problem).Value, Is.EqualTo(Bench.Truth(model, SequenceTask.Median).Mean).Within(5).Percent);
    }

    private static IAdvisedEstimator New(Type type) => (IAdvisedEstimator)Activator.CreateInstance(type)!;

    private static byte[] Prepare(Type type, Model model, WeightNoise noise, ulong seed = 1) =>
        New(type).Prepare(Bench.Request(model, SequenceTask.SecondArgmax, noise, seed), CancellationToken.None);

    private static Estimate Estimate(Type type, Model model, byte[] advice) => Bench.Run(New(type), Bench.Problem(model, SequenceTask.SecondArgmax, budget: 100_000, advice: advice));

    private static ReluRnn Rescaled(ReluRnn model, float[] factors)
    {
        int d = model.HiddenSize;
        float[] input = [.. model.InputWeights.ToArray().Select((weight, i) => weight * factors[i])];
        float[] recurrent = [.. model.RecurrentWeights.ToArray().Select((weight, at) => weight * factors[at / d] / factors[at % d])];
        float[] output = [.. model.OutputWeights.ToArray().Select((weight, at) => weight / factors[at % d])];
        return ReluRnn.Create(model.SequenceLength, input, recurrent, output);
    }
}
