using static AlgZoo.Evaluation.Tests.TestModels;

namespace AlgZoo.Evaluation.Tests.Running;

public sealed class RunPlanTests
{
    private static readonly EstimatorInfo[] Available = [Estimator("monte-carlo"), Estimator("trivial"), Estimator("monte-carlo-antithetic")];

    [TestCase("*", "monte-carlo monte-carlo-antithetic trivial")]
    [TestCase("trivial", "trivial")]
    [TestCase("monte*", "monte-carlo monte-carlo-antithetic")]
    [TestCase("*-antithetic,monte-carlo", "monte-carlo monte-carlo-antithetic")]
    [TestCase("trivial,*,trivial", "monte-carlo monte-carlo-antithetic trivial")]
    public void Patterns_choose_estimators_in_the_order_of_their_ids(string patterns, string expected) =>
        Assert.That(string.Join(' ', RunPlan.Choose(patterns.Split(','), Available).Select(estimator => estimator.Id)), Is.EqualTo(expected));

    [TestCase("monte")]
    [TestCase("Trivial")]
    [TestCase("*,sobol")]
    public void A_pattern_that_matches_nothing_is_a_mistake(string patterns) =>
        Assert.That(() => RunPlan.Choose(patterns.Split(','), Available), Throws.InstanceOf<SuiteException>().With.Message.Contains("there are monte-carlo, monte-carlo-antithetic, trivial"));

    [Test]
    public void The_plan_for_other_plugins_has_what_matches_now()
    {
        var plan = SmallRuns.Plan(SmallRuns.Suite with { Estimators = ["a*", "b:l=3"] }, [SmallRuns.Estimator("a"), SmallRuns.Estimator("b"), SmallRuns.Estimator("c")]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Ids(plan), Is.EqualTo(new[] { "a", "b:l=3" }));
            Assert.That(Ids(plan.For([SmallRuns.Estimator("a2"), SmallRuns.Estimator("a"), SmallRuns.Estimator("c")])), Is.EqualTo(new[] { "a", "a2" }));
            Assert.That(plan.For([SmallRuns.Estimator("c")]).Cells, Is.Zero);
            Assert.That(plan.For([]).For([SmallRuns.Estimator("b")]).Models, Is.SameAs(plan.Models));
        }

        static IEnumerable<string> Ids(RunPlan plan) => plan.Estimators.Select(estimator => estimator.Id);
    }

    [Test]
    public void Options_make_an_estimator_of_their_own()
    {
        var chosen = RunPlan.Choose(["*", "trivial:l=3", "trivial:k=2,l=3", "trivial:l=3,k=2", "trivial:"], Available);
        Assert.That(chosen.Select(estimator => estimator.Id), Is.EqualTo(new[] { "monte-carlo", "monte-carlo-antithetic", "trivial", "trivial:k=2,l=3", "trivial:l=3" }));
        Assert.That(chosen.Select(estimator => estimator.DeclaredId).Distinct(), Is.EqualTo(new[] { "monte-carlo", "monte-carlo-antithetic", "trivial" }));
        Assert.That(chosen[3].Options, Is.EqualTo("k=2,l=3"));
    }

    [TestCase("trivial:l", "'l' is no option")]
    [TestCase("trivial:l=", "'l=' is no option")]
    [TestCase("trivial:l=1,l=2", "'l' is given twice")]
    [TestCase("trivia:l=1", "No estimator matches 'trivia'")]
    public void Options_that_cannot_be_read_are_a_mistake(string pattern, string reason) =>
        Assert.That(() => RunPlan.Choose([pattern], Available), Throws.InstanceOf<SuiteException>().With.Message.Contains(reason));

    [Test]
    public void Estimators_must_exist_and_have_ids_of_their_own()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => RunPlan.Choose(["*"], []), Throws.InstanceOf<SuiteException>().With.Message.Contains("no estimators"));
            Assert.That(() => RunPlan.Choose(["*"], [Available[0], Available[0]]), Throws.InstanceOf<SuiteException>().With.Message.Contains("Two plugins have an estimator 'monte-carlo'"));
        }
    }

    [Test]
    public void A_suite_without_advice_leaves_advised_estimators_out()
    {
        var advised = Estimator("advised") with { UsesAdvice = true, Kind = EstimatorKind.Hybrid };
        EstimatorInfo[] available = [.. Available, advised, advised with { Id = "base", Kind = EstimatorKind.Trivial }];
        var suite = Suite() with { Estimators = ["*"], Advice = false };
        string[] Chosen(Suite suite) => [.. RunPlan.Make(suite, [Model()], available).Estimators.Select(estimator => estimator.Id)];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Chosen(suite), Is.EqualTo(new[] { "base", "monte-carlo", "monte-carlo-antithetic", "trivial" }), "but not the trivial ones");
            Assert.That(Chosen(suite with { Advice = true }), Has.Length.EqualTo(5));
            Assert.That(Chosen(suite with { Estimators = ["*", "advised:l=3"] }), Does.Contain("advised:l=3"), "nor one that is named");
            Assert.That(() => Chosen(suite with { Estimators = ["adv*"] }), Throws.InstanceOf<SuiteException>().With.Message.Contains("uses advice"));
        }
    }

    [Test]
    public void Models_must_exist_be_named_once_and_have_the_quantity()
    {
        var suite = Suite() with { Quantity = Quantity.MeanSquaredError };
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => RunPlan.Make(Suite(), [], Available), Throws.InstanceOf<SuiteException>().With.Message.Contains("no model"));
            Assert.That(() => RunPlan.Make(Suite(), [Model(), Model()], Available), Throws.InstanceOf<SuiteException>().With.Message.Contains("'rnn' is named twice"));
            Assert.That(() => RunPlan.Make(suite, [Model()], Available), Throws.InstanceOf<SuiteException>().With.Message.Contains("mean-squared-error is not defined for the task 2nd_argmax of the model 'rnn'"));
            Assert.That(() => RunPlan.Make(Suite() with { Draws = 0 }, [Model()], Available), Throws.InstanceOf<SuiteException>());
        }
    }

    [Test]
    public void A_plan_says_what_will_be_run()
    {
        var plan = RunPlan.Make(Suite() with { Draws = 3, Budgets = [100, 1000] }, [Model()], Available);
        var manifest = plan.Manifest(DateTimeOffset.UnixEpoch, [], "none");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(plan.Cells, Is.EqualTo(3 * 3 * 2));
            Assert.That(manifest.Models.Single(), Is.EqualTo(new ManifestModel(
                "rnn", ModelFingerprint.Of(SecondArgmax2, SequenceTask.SecondArgmax), "relu-rnn", "2nd_argmax", "accuracy", 2, 2, 2, 10, SecondArgmax2.SamplingFlops(Quantity.Accuracy),
                SecondArgmax2.SamplingOperations(Quantity.Accuracy) + OperationCounts.Of((OperationClass.GaussianDraw, 2)), 0.5, "relative", 0.5, 1000) { ExactTruth = "exact-cones" }));
            Assert.That((manifest.Draws, manifest.Noise, manifest.Seed), Is.EqualTo((3, "relative:0.5", 1UL)));
            Assert.That((RunPlan.Make(Suite() with { Noise = NoiseSpecification.None }, [Model()], Available).Cells), Is.EqualTo(3), "without noise there is one draw");
        }
    }

    [Test]
    public void Noisy_copies_depend_on_the_seed_the_weights_and_the_draw_but_not_on_the_reference()
    {
        var plan = RunPlan.Make(Suite(), [Model()], Available);
        var renamed = RunPlan.Make(Suite(), [Model() with { Reference = "same" }], Available);
        static float[] Weights(Model model) => [.. model.Tensors.SelectMany(tensor => tensor.Values.ToArray())];
        float[] copy = Weights(plan.Models[0].Draw(1, 0));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Weights(renamed.Models[0].Draw(1, 0)), Is.EqualTo(copy));
            Assert.That(Weights(plan.Models[0].Draw(1, 1)), Is.Not.EqualTo(copy));
            Assert.That(Weights(plan.Models[0].Draw(2, 0)), Is.Not.EqualTo(copy));
        }
    }

    [Test]
    public void The_same_weights_under_two_references_are_refused() =>
        Assert.That(
            () => RunPlan.Make(Suite(), [Model(), Model() with { Reference = "same" }], Available),
            Throws.InstanceOf<SuiteException>().With.Message.Contains("'rnn' and 'same' have the same weights"));

    private static BenchModel Model() => new("rnn", SecondArgmax2, SequenceTask.SecondArgmax);

    private static Suite Suite() => new()
    {
        Name = "test",
        Models = [ModelChoice.Of("rnn")],
        Noise = NoiseSpecification.Fixed(new WeightNoise(WeightNoiseKind.Relative, 0.5)),
        Draws = 1,
        Budgets = [100],
        TruthSamples = 1000,
    };

    private static EstimatorInfo Estimator(string id) => new(id, EstimatorKind.Sampling, false, "", "", "P", "/plugins/P.dll", "00");
}
