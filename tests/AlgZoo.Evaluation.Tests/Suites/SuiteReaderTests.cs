namespace AlgZoo.Evaluation.Tests.Suites;

public sealed class SuiteReaderTests
{
    private const string Minimal = "name: x\nmodels: [ a ]\n";

    [Test]
    public void Every_key_is_read()
    {
        var suite = SuiteReader.Read(
            """
            name: everything
            summary: all keys
            models:
              - "zoo:a"
              - [ "zoo:b", "trained:b" ]
            noise: { kind: additive, sigma: 0.02 }
            draws: 64
            budgets: [ 1e5, 1e4, 2.5e6 ]
            truth: { samples: 4e6 }
            estimators: [ "monte-*", trivial ]
            advice: false
            quantity: cross-entropy
            seed: 18446744073709551615
            time-limit: 1.5
            """,
            "s.yaml");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((suite.Name, suite.Summary, suite.Draws, suite.TruthSamples, suite.Quantity, suite.Seed), Is.EqualTo(("everything", "all keys", 64, 4_000_000L, Quantity.CrossEntropy, ulong.MaxValue)));
            Assert.That(suite.Models.Select(model => string.Join('|', model.References)), Is.EqualTo(new[] { "zoo:a", "zoo:b|trained:b" }));
            Assert.That(suite.Noise.Law, Is.EqualTo(new WeightNoise(WeightNoiseKind.Additive, 0.02)));
            Assert.That(suite.Budgets, Is.EqualTo(new[] { 10_000L, 100_000, 2_500_000 }));
            Assert.That(suite.Estimators, Is.EqualTo(new[] { "monte-*", "trivial" }));
            Assert.That((suite.TimeLimit, suite.Advice), Is.EqualTo((TimeSpan.FromSeconds(1.5), false)));
        }
    }

    [Test]
    public void Only_the_name_and_the_models_are_needed()
    {
        var suite = SuiteReader.Read(Minimal, "s.yaml");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(suite.Noise.IsNone);
            Assert.That((suite.Draws, suite.EffectiveDraws, suite.TruthSamples, suite.Quantity, suite.Seed), Is.EqualTo((16, 1, (long?)null, (Quantity?)null, 1UL)));
            Assert.That(suite.Estimators, Is.EqualTo(new[] { "*" }));
            Assert.That(suite.Advice);
        }
    }

    [TestCase("noise: relative:0.01", "relative:0.01")]
    [TestCase("noise: none", "none")]
    [TestCase("noise: { kind: auto }", "auto:0.1")]
    [TestCase("noise: { kind: auto, drop: 0.2 }", "auto:0.2")]
    [TestCase("noise: { kind: none }", "none")]
    public void Noise_is_a_mapping_or_its_short_form(string line, string expected) =>
        Assert.That(SuiteReader.Read(Minimal + line, "s.yaml").Noise.ToString(), Is.EqualTo(expected));

    [TestCase("truth: auto", null)]
    [TestCase("truth: 1e6", 1_000_000L)]
    [TestCase("truth: { samples: auto }", null)]
    public void Truth_is_a_mapping_or_its_short_form(string line, long? expected) =>
        Assert.That(SuiteReader.Read(Minimal + line, "s.yaml").TruthSamples, Is.EqualTo(expected));

    // The third line is at fault.
    [TestCase("drows: 3", 1, "Unknown key 'drows' (did you mean 'draws'?); there are name, summary, models")]
    [TestCase("name: y", 1, "Duplicate key")]
    [TestCase("!t name: y", 1, "'name' is there twice")]
    [TestCase("? [ a ]\n: b", 3, "A single value is expected")]
    [TestCase("summary: [ a ]", 10, "A single value is expected")]
    [TestCase("summary: ''", 10, "A single value is expected")]
    [TestCase("noise: 0.01", 8, "'0.01' is no kind of noise")]
    [TestCase("noise: relative", 8, "needs a scale")]
    [TestCase("noise: relative:x", 8, "'x' is not a number")]
    [TestCase("noise: relative:-1", 8, "from 0 to 1000")]
    [TestCase("noise: relative:NaN", 8, "from 0 to 1000")]
    [TestCase("noise: auto:1", 8, "between 0 and 1")]
    [TestCase("noise: none:1", 8, "has no scale")]
    [TestCase("noise: [ a ]", 8, "A single value is expected")]
    [TestCase("noise: { sigma: 1 }", 8, "needs a 'kind'")]
    [TestCase("noise: { kind: relative, drop: 1 }", 32, "has a 'sigma', not a 'drop'")]
    [TestCase("noise: { kind: auto, sigma: 1 }", 29, "has a 'drop', not a 'sigma'")]
    [TestCase("noise: { kind: relative, sigma: big }", 33, "'big' is not a number")]
    [TestCase("noise: { kind: relative, size: 1 }", 26, "Unknown key 'size'; there are kind, sigma, drop")]
    [TestCase("draws: 0", 8, "'0' is not a whole number from 1 to 100000")]
    [TestCase("draws: 1.5", 8, "'1.5' is not a whole number")]
    [TestCase("draws: 1e6", 8, "'1e6' is not a whole number from 1 to 100000")]
    [TestCase("draws: many", 8, "'many' is not a whole number")]
    [TestCase("draws: -3", 8, "'-3' is not a whole number")]
    [TestCase("draws: [ 3 ]", 8, "A single value is expected")]
    [TestCase("budgets: many", 10, "no list of budgets")]
    [TestCase("budgets: 1e6..1e4", 10, "no list of budgets")]
    [TestCase("budgets: []", 10, "A list is expected")]
    [TestCase("budgets: [ 1e4, 0 ]", 17, "'0' is not a whole number from 1")]
    [TestCase("budgets: [ 1e4, 10000 ]", 10, "A budget is named twice")]
    [TestCase("budgets: [ 1e19 ]", 12, "'1e19' is not a whole number")]
    [TestCase("budgets: [ NaN ]", 12, "'NaN' is not a whole number")]
    [TestCase("truth: { samples: 10 }", 19, "from 1000 to 1000000000000")]
    [TestCase("truth: { samples: some }", 19, "'some' is not a whole number")]
    [TestCase("truth: { method: exact }", 10, "Unknown key 'method'; there are samples")]
    [TestCase("estimators: all", 13, "A list is expected")]
    [TestCase("estimators: [ [ a ] ]", 15, "A single value is expected")]
    [TestCase("quantity: f1", 11, "'f1' is no quantity; there are accuracy, mean-squared-error, cross-entropy")]
    [TestCase("seed: -1", 7, "'-1' is no seed")]
    [TestCase("seed: 1e3", 7, "'1e3' is no seed")]
    [TestCase("advice: no", 9, "'no' is neither true nor false")]
    [TestCase("time-limit: 0", 13, "'0' is no time limit")]
    [TestCase("time-limit: 1e8", 13, "'1e8' is no time limit")]
    [TestCase("time-limit: 1e-9", 13, "'1e-9' is no time limit")]
    [TestCase("time-limit: soon", 13, "'soon' is not a number")]
    [TestCase("summary: &a b", 10, "Anchors and aliases")]
    [TestCase("summary: *a", 10, "Anchors and aliases")]
    public void A_mistake_is_reported_with_its_place(string line, int column, string message) =>
        Assert.That(
            () => SuiteReader.Read(Minimal + line + "\n", "my.yaml"),
            Throws.InstanceOf<SuiteException>().With.Message.StartsWith($"my.yaml, line 3, column {column}: ").And.Message.Contains(message).And.Message.Not.Contains("\n"));

    [TestCase("", 1)]
    [TestCase("# nothing\n", 1)]
    [TestCase("- a\n", 1)]
    [TestCase("just text", 1)]
    [TestCase("name: x\nmodels: [ a ]\n---\nname: y\nmodels: [ b ]\n", 4)]
    [TestCase("models: [ a ]\n", 1)]
    [TestCase("name: x\n", 1)]
    [TestCase("name: ' '\nmodels: [ a ]\n", 1)]
    [TestCase("name: x\nmodels: a\n", 2)]
    [TestCase("name: x\nmodels: [ [] ]\n", 2)]
    [TestCase("name: x\nmodels: [ [ [ a ] ] ]\n", 2)]
    [TestCase("name: x\nmodels: [ a\n", 3)]
    [TestCase("name: x\n  models: [ a ]\n", 2)]
    [TestCase("name: \"x\nmodels: [ a ]\n", 1)]
    [TestCase("name: x\n\tmodels: [ a ]\n", 1)]
    [TestCase("%YAML 9.9\n---\nname: x\n", 1)]
    [TestCase("name: x\nmodels: [ a ]\nsummary: \0\n", 3)]
    public void A_text_that_is_no_suite_is_reported_with_its_line(string yaml, int line) =>
        Assert.That(() => SuiteReader.Read(yaml, "my.yaml"), Throws.InstanceOf<SuiteException>().With.Message.StartsWith($"my.yaml, line {line}, column "));

    private static IEnumerable<TestCaseData> HostileTexts()
    {
        static TestCaseData Case(string name, string text) => new TestCaseData(text).SetArgDisplayNames(name);
        yield return Case("nested lists", "name: " + new string('[', 100_000));
        yield return Case("nested mappings", string.Concat(Enumerable.Repeat("{ a: ", 40_000)));
        yield return Case("nested block lists", string.Concat(Enumerable.Repeat("- ", 100_000)));
        yield return Case("nested complex keys", string.Concat(Enumerable.Repeat("? ", 100_000)));
        yield return Case("billion laughs", "a0: &a0 [ x, x ]\n" + string.Concat(Enumerable.Range(1, 60).Select(i => $"a{i}: &a{i} [ *a{i - 1}, *a{i - 1} ]\n")));
        yield return Case("self reference", "name: &a [ *a ]\nmodels: [ b ]\n");
        yield return Case("merge key", "name: &a x\n<<: *a\n");
        yield return Case("too long", "name: x\nmodels: [ a ]\nsummary: " + new string('x', SuiteReader.MaximumLength));
        yield return Case("many keys", string.Concat(Enumerable.Range(0, 20_000).Select(i => $"k{i}: 1\n")));
        yield return Case("endless key", new string('a', 200_000) + ": 1");
    }

    [TestCaseSource(nameof(HostileTexts))]
    [CancelAfter(20_000)]
    public void A_hostile_text_is_refused_quickly(string yaml, CancellationToken cancellationToken)
    {
        Assert.That(() => SuiteReader.Read(yaml, "hostile.yaml"), Throws.InstanceOf<SuiteException>().With.Message.StartsWith("hostile.yaml"));
        Assert.That(cancellationToken.IsCancellationRequested, Is.False, "takes at most 20 seconds even on a busy machine");
    }

    [Test]
    public void A_file_is_read_up_to_a_limit()
    {
        using var folder = new TemporaryFolder();
        string good = folder.Below("good.yaml");
        string large = folder.Below("large.yaml");
        File.WriteAllText(good, Minimal);
        File.WriteAllText(large, Minimal + new string('#', 2 * SuiteReader.MaximumLength));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(SuiteReader.ReadFile(good).Name, Is.EqualTo("x"));
            Assert.That(() => SuiteReader.ReadFile(large), Throws.InstanceOf<SuiteException>().With.Message.Contains("at most 262144 characters"));
            Assert.That(() => SuiteReader.ReadFile(folder.Below("missing.yaml")), Throws.InstanceOf<SuiteException>().With.Message.Contains("cannot be read"));
            Assert.That(() => SuiteReader.ReadFile(folder.Path), Throws.InstanceOf<SuiteException>().With.Message.Contains("cannot be read"));
        }
    }

    [TestCase("1e4", new long[] { 10_000 })]
    [TestCase("1e4,1e5", new long[] { 10_000, 100_000 })]
    [TestCase("1e4..1e8", new long[] { 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000 })]
    [TestCase("3e4 .. 1e6", new long[] { 30_000, 300_000 })]
    [TestCase("5e4, 1e4..1e5, 10000", new long[] { 10_000, 50_000, 100_000 })]
    [TestCase("1e18..1e18", new long[] { 1_000_000_000_000_000_000 })]
    [TestCase("2.5e3", new long[] { 2500 })]
    public void Budgets_are_lists_and_decades(string text, long[] expected)
    {
        Assert.That(SuiteReader.TryParseBudgets(text, out var budgets));
        Assert.That(budgets, Is.EqualTo(expected));
    }

    [TestCase("")]
    [TestCase("1e4,")]
    [TestCase("1e4..")]
    [TestCase("1e5..1e4")]
    [TestCase("1e4..1e5..1e6")]
    [TestCase("0")]
    [TestCase("-1")]
    [TestCase("0.5")]
    [TestCase("1e19")]
    [TestCase("1e999999999")]
    [TestCase("1 000")]
    [TestCase("1,5e4")]
    [TestCase("infinity")]
    [SetCulture("fr-FR")]
    public void Other_texts_are_no_budgets(string text) => Assert.That(SuiteReader.TryParseBudgets(text, out _), Is.EqualTo(text == "1,5e4"));

    [Test]
    public void Every_built_in_suite_can_be_read()
    {
        Assert.That(BuiltInSuites.Names, Is.SupersetOf(new[] { "challenge", "exact", "quick", "seeds", "zoo" }));
        using (Assert.EnterMultipleScope())
        {
            foreach (string name in BuiltInSuites.Names)
            {
                Assert.That(BuiltInSuites.Get(name).Name, Is.EqualTo(name));
            }

            Assert.That(() => BuiltInSuites.Get("quickest"), Throws.InstanceOf<SuiteException>().With.Message.Contains("quick"));
        }
    }

    [Test]
    public void A_suite_made_in_code_is_validated()
    {
        var good = SuiteReader.Read(Minimal, "s.yaml");
        Suite[] bad =
        [
            good with { Name = " " }, good with { Models = [] }, good with { Draws = 0 }, good with { Budgets = [] }, good with { Budgets = [2, 1] }, good with { Budgets = [1, 1] }, good with { Budgets = [0] },
            good with { TruthSamples = 999 }, good with { Estimators = [] }, good with { TimeLimit = TimeSpan.Zero },
        ];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(good.Validate, Throws.Nothing);
            foreach (var suite in bad)
            {
                Assert.That(suite.Validate, Throws.InstanceOf<SuiteException>());
            }
        }
    }

    [Test]
    public void Budgets_may_be_decades() =>
        Assert.That(SuiteReader.Read(Minimal + "budgets: 1e4..1e7\n", "my.yaml").Budgets, Is.EqualTo(new long[] { 10_000, 100_000, 1_000_000, 10_000_000 }));
}
