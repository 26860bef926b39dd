using System.Runtime.InteropServices;
using System.Security.Cryptography;
using AlgZoo.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace AlgZoo.Training.Tests;

internal sealed class TrainerTests
{
    // A batch of four chunks, the last of one tile; 100 steps are more than a page of the random streams.
    private static readonly TrainingRecipe Small = new() { Task = SequenceTask.SecondArgmax, HiddenSize = 4, SequenceLength = 3, BatchSize = 416, Sequences = 416 * 100, Seed = 7 };

    public static IEnumerable<TestCaseData<string, int, int, string>> PinnedWeights { get; } =
    [
        new("2nd_argmax", 4, 3, "C6790E7E6EB3B48A"),
        new("2nd_argmax", 8, 10, "BF5D9011DFB01158"),
        new("median", 5, 4, "8BC592B4C1AB2344"),
        new("longest_cycle", 6, 5, "5963B552867897C0"),
    ];

    [TestCaseSource(nameof(PinnedWeights))]
    public void Weights_are_the_same_to_the_bit_for_any_vector_width_and_number_of_threads(string task, int hiddenSize, int sequenceLength, string expected)
    {
        Assert.That(SequenceTask.TryParse(task, out var parsed));
        var recipe = Small with { Task = parsed!, HiddenSize = hiddenSize, SequenceLength = sequenceLength };
        using (Assert.EnterMultipleScope())
        {
            foreach (var path in SupportedPaths.All)
            {
                foreach (int threads in new[] { 1, 2, 3 })
                {
                    Assert.That(Hash(Train(new Trainer(recipe, threads, path))), Is.EqualTo(expected), $"{path}, {threads} threads");
                }
            }
        }
    }

    [Test]
    public void A_run_may_be_cut_and_resumed_at_any_step()
    {
        string uncut = Hash(Train(new Trainer(Small)));
        var property = Prop.ForAll(ArbMap.Default.ArbFor<PositiveInt[]>(), stretches =>
        {
            var trainer = new Trainer(Small);
            var state = trainer.Start();
            foreach (var stretch in stretches)
            {
                trainer.Advance(state, stretch.Get);
                if (stretch.Get % 2 == 0)
                {
                    trainer = new Trainer(Small);
                    state = new TrainingState(state.Step, [.. state.Parameters], [.. state.FirstMoments], [.. state.SecondMoments]);
                }
            }

            trainer.Advance(state, Small.Steps);
            return Hash(state) == uncut;
        });
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(30).WithReplay(2, 1), property);
    }

    // The best initial weights of a few: others end in worse basins. The accuracies are those of the last eighth of the run, of 2^17 sequences: standard error 0.0003 or less.
    [TestCase(2, 2, 20, 0, 0.999)]
    [TestCase(4, 3, 20, 1, 0.94)]
    public void Training_reaches_a_sensible_accuracy(int hiddenSize, int sequenceLength, int logSequences, int seed, double accuracy)
    {
        var recipe = new TrainingRecipe { Task = SequenceTask.SecondArgmax, HiddenSize = hiddenSize, SequenceLength = sequenceLength, Sequences = 1L << logSequences, Seed = (ulong)seed };
        var trainer = new Trainer(recipe);
        var state = trainer.Start();
        trainer.Advance(state, recipe.Steps / 8 * 7);
        Assert.That(trainer.Advance(state, recipe.Steps / 8).Accuracy, Is.GreaterThan(accuracy));
    }

    [Test]
    public void The_median_is_learnt_to_a_small_error()
    {
        var recipe = new TrainingRecipe { Task = SequenceTask.Median, HiddenSize = 4, SequenceLength = 2, Sequences = 1L << 19 };
        var trainer = new Trainer(recipe);
        var state = trainer.Start();
        trainer.Advance(state, recipe.Steps / 8 * 7);
        var progress = trainer.Advance(state, recipe.Steps / 8);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(progress.Loss, Is.LessThan(1e-5));
            Assert.That(progress.Accuracy, Is.Null);
        }
    }

    [Test]
    public void The_model_has_the_weights_of_the_state()
    {
        var trainer = new Trainer(Small);
        var state = trainer.Start();
        trainer.Advance(state, 3);
        var model = (ReluRnn)trainer.ModelOf(state);
        Assert.That((float[])[.. model.InputWeights, .. model.RecurrentWeights, .. model.OutputWeights], Is.EqualTo(state.Parameters));
    }

    [Test]
    public void Progress_is_that_of_the_steps_done()
    {
        var whole = new Trainer(Small).Advance(new Trainer(Small).Start(), Small.Steps);
        var trainer = new Trainer(Small);
        var state = trainer.Start();
        var first = trainer.Advance(state, 30);
        var second = trainer.Advance(state, 1000);
        var none = trainer.Advance(state, 1);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((first.Steps, second.Steps, none.Steps), Is.EqualTo((30, 70, 0)));
            Assert.That((0.3 * first.Loss) + (0.7 * second.Loss), Is.EqualTo(whole.Loss).Within(1e-12));
            Assert.That((0.3 * first.Accuracy) + (0.7 * second.Accuracy), Is.EqualTo(whole.Accuracy).Within(1e-12));
            Assert.That(none.Loss, Is.NaN);
        }
    }

    [Test]
    public void Cancellation_leaves_the_state_of_the_last_step_done([Values(1, 3)] int threads)
    {
        var recipe = Small with { Sequences = 416 * 4000 };
        string uncut = Hash(Train(new Trainer(recipe)));
        var trainer = new Trainer(recipe, threads);
        var state = trainer.Start();
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(2));
        var progress = trainer.Advance(state, recipe.Steps, cancellation.Token);
        Assert.That(progress.Steps, Is.EqualTo(state.Step).And.LessThan(recipe.Steps));
        trainer.Advance(state, recipe.Steps);
        Assert.That(Hash(state), Is.EqualTo(uncut));
    }

    [Test]
    public void Divergence_names_the_step_and_leaves_the_state_before_it()
    {
        var trainer = new Trainer(Small with { LearningRateScale = 1e30, WarmUpSteps = 0 });
        var state = trainer.Start();
        var failure = Assert.Throws<TrainingDivergedException>(() => trainer.Advance(state, 100));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(failure!.Step, Is.EqualTo(state.Step));
            Assert.That(failure.Message, Does.Contain($"step {state.Step}").And.Contain("smaller learning rate"));
        }
    }

    [Test]
    public void Impossible_recipes_are_refused()
    {
        using (Assert.EnterMultipleScope())
        {
            Refused(Small with { HiddenSize = 0 }, "hidden size 0");
            Refused(Small with { SequenceLength = 1 }, "sequence length 1");
            Refused(Small with { BatchSize = 100 }, "batch size 100");
            Refused(Small with { Sequences = 417 }, "sequences 417");
            Refused(Small with { WarmUpSteps = -1 }, "warm-up steps -1");
            Refused(Small with { LearningRateScale = double.NaN }, "learning rate NaN");
            Refused(Small with { WeightDecay = -1 }, "weight decay -1");
        }

        static void Refused(TrainingRecipe recipe, string message) =>
            Assert.That(() => new Trainer(recipe), Throws.ArgumentException.With.Message.Contains(message));
    }

    [Test]
    public void A_state_of_another_recipe_is_refused()
    {
        var trainer = new Trainer(Small);
        Assert.That(() => trainer.Advance(new Trainer(Small with { HiddenSize = 5 }).Start(), 1), Throws.ArgumentException.With.Message.Contains("parameters"));
    }

    private static TrainingState Train(Trainer trainer)
    {
        var state = trainer.Start();
        trainer.Advance(state, long.MaxValue);
        return state;
    }

    private static string Hash(TrainingState state) => Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes<float>(state.Parameters)))[..16];
}
