using AlgZoo.Metering;

namespace AlgZoo.Hosting.Tests;

/// <summary>The host's kernels are not metered but charge closed forms: these are what the meter counts in the same computation written in plain C#.</summary>
public sealed class ClosedFormTests
{
    [Test]
    public void A_forward_pass_of_the_RNN_costs_what_plain_code_costs([Values(1, 2, 3, 16)] int d, [Values(1, 2, 5, 10)] int n, [Values] bool isScalar)
    {
        int o = isScalar ? 1 : n;
        var model = ReluRnn.Create(n, new float[d], new float[d * d], new float[o * d]);

        Assert.That(Counted<Func<int, int, int, float[]>>("Rnn", pass => pass(d, n, o)), Is.EqualTo(model.ForwardOperations));
    }

    [Test]
    public void A_forward_pass_of_the_transformer_costs_what_plain_code_costs([Values(1, 2, 4, 8)] int d, [Values(1, 3, 6)] int n, [Values(1, 2, 3)] int layers)
    {
        Assert.That(Counted<Func<int, int, int, float[]>>("Transformer", pass => pass(d, n, layers)), Is.EqualTo(Transformer(d, n, layers).ForwardOperations));
    }

    [Test]
    public void Scoring_costs_what_plain_code_costs([Values(2, 3, 10)] int n)
    {
        var model = ReluRnn.Create(n, new float[2], new float[4], new float[2 * n]);
        var argmax = Counted<Func<float[], int>>("Argmax", score => score(new float[n]));
        var crossEntropy = Counted<Func<float[], float>>("CrossEntropy", score => score(new float[n]));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(model.ForwardOperations + argmax, Is.EqualTo(model.SamplingOperations(Quantity.Accuracy)));
            Assert.That(model.ForwardOperations + crossEntropy, Is.EqualTo(model.SamplingOperations(Quantity.CrossEntropy)));
        }
    }

    [Test]
    public void The_sample_of_the_article_costs_what_the_formula_says()
    {
        var model = ReluRnn.Create(10, new float[16], new float[256], new float[160]);
        var pass = Counted<Func<int, int, int, float[]>>("Rnn", run => run(16, 10, 10));
        var argmax = Counted<Func<float[], int>>("Argmax", score => score(new float[10]));

        Assert.That(PriceTable.Default.Price(pass + argmax), Is.EqualTo(5247));
        Assert.That(model.SamplingFlops(Quantity.Accuracy), Is.EqualTo(5247));
    }

    private static OperationCounts Counted<TDelegate>(string name, Action<TDelegate> call)
        where TDelegate : Delegate
    {
        var plugin = CasePlugin.Rewritten;
        var method = plugin.Method<TDelegate>("ForwardPasses." + name);
        var meter = new ComputeMeter(ComputeMeter.Unlimited, plugin.Metered!.Mixes, setUp: null);
        using (MeterWindow.Open(meter))
        {
            call(method);
        }

        return meter.Operations();
    }

    private static AttentionTransformer Transformer(int d, int n, int layers)
    {
        List<WeightTensor> tensors = [Zeros("embed.weight", n, d), Zeros("pos_embed.weight", n, d), Zeros("unembed.weight", n, d)];
        for (int i = 0; i < layers; i++)
        {
            tensors.Add(Zeros(FormattableString.Invariant($"attns.{i}.in_proj_weight"), 3 * d, d));
            tensors.Add(Zeros(FormattableString.Invariant($"attns.{i}.out_proj.weight"), d, d));
        }

        return new AttentionTransformer(tensors);
    }

    private static WeightTensor Zeros(string name, int rows, int columns) => new(name, [rows, columns], new float[rows * columns]);
}
