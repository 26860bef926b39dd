using System.Text.Json;
using AlgZoo.Tests.Support;

namespace AlgZoo.Cli.Tests;

public sealed class InspectTests
{
    private readonly Command _algzoo = new();

    [TearDown]
    public void CleanUp() => _algzoo.Dispose();

    [Test]
    public void An_RNN_is_described_in_full()
    {
        var model = _algzoo.Run("inspect", "trained:2nd_argmax_16_10", "--samples", "1e5", "--json").EndsWith(0).Json;

        Assert.That(model.Names(), Is.SupersetOf(new[] { "model", "architecture", "task", "hiddenSize", "sequenceLength", "outputSize", "parameters", "samplingCostFlops" }));
        Assert.That(model.Text("architecture"), Is.EqualTo("relu-rnn"));
        Assert.That(model.Text("task"), Is.EqualTo("2nd_argmax"));
        Assert.That(model.Number("hiddenSize"), Is.EqualTo(16));
        Assert.That(model.Number("sequenceLength"), Is.EqualTo(10));
        Assert.That(model.Number("outputSize"), Is.EqualTo(10));
        Assert.That(model.Number("parameters"), Is.EqualTo(432));
        Assert.That(model.Number("samplingCostFlops"), Is.EqualTo(5247));
        Assert.That(model.Items("tensors").Sum(tensor => tensor.Items("shape").Aggregate(1, (size, length) => size * length.GetInt32())), Is.EqualTo(432));
        Assert.That(model.Number("homogeneityError"), Is.LessThan(1e-4));

        var positions = model.Items("byTargetPosition");
        Assert.That(positions, Has.Length.EqualTo(10));
        Assert.That(positions.Sum(position => position.Number("samples")), Is.EqualTo(model.Number("samples")));
        Assert.That(positions.Sum(position => position.Number("samples") * position.Number("accuracy")) / model.Number("samples"), Is.EqualTo(model.Number("value")).Within(1e-12));
    }

    [Test]
    public void An_RNN_shows_what_its_parts_do()
    {
        var model = _algzoo.Run("inspect", "trained:2nd_argmax_16_10", "--samples", "1e5", "--json").EndsWith(0).Json;

        Assert.That(model.GetProperty("crossEntropy").Number("value"), Is.InRange(0.1, 0.2));
        Assert.That(model.Items("byLargestPair"), Has.Length.EqualTo(90));
        Assert.That(model.Items("byLargestPair").Sum(pair => pair.Number("samples")), Is.EqualTo(model.Number("samples")));
        Assert.That(model.GetProperty("prefixSobolIndices").Items("indices").Select(index => index.Number("prefix")), Is.EqualTo(Enumerable.Range(1, 9)));
        Assert.That(model.GetProperty("standardisedWeights").Items("inputWeights").Select(weight => Math.Abs(weight.GetInt32())).ToArray(), Has.Length.EqualTo(16).And.All.EqualTo(1));
        Assert.That(model.Items("eigenvalues"), Has.Length.EqualTo(16));
        Assert.That(model.Items("eigenvalues").Max(value => value.Number("modulus")), Is.EqualTo(model.Number("spectralRadius")));
        Assert.That(model.GetProperty("linearRegions").Number("met"), Is.GreaterThan(1000));
        Assert.That(model.GetProperty("neuronRoles").Items("steps").Select(step => step.GetArrayLength()).ToArray(), Has.Length.EqualTo(10).And.All.EqualTo(16));
        Assert.That(model.GetProperty("attention").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public void A_transformer_has_attention_and_nothing_recurrent()
    {
        string path = OriginalModels.Path("algzoo_transformer_small.pth");
        var model = _algzoo.Run("inspect", path, "--samples", "1e4", "--json").EndsWith(0).Json;
        string text = _algzoo.Run("inspect", path, "--samples", "1e4").EndsWith(0).Output;

        Assert.That(model.Text("task"), Is.EqualTo("longest_cycle"));
        foreach (string recurrent in new[] { "homogeneityError", "standardisedWeights", "spectralRadius", "eigenvalues", "linearRegions", "neuronRoles" })
        {
            Assert.That(model.GetProperty(recurrent).ValueKind, Is.EqualTo(JsonValueKind.Null), recurrent);
        }

        var rows = model.GetProperty("attention").Items("layers").SelectMany(layer => layer.EnumerateArray()).ToArray();
        Assert.That(rows.Select(row => row.EnumerateArray().Sum(weight => weight.GetDouble())), Is.Not.Empty.And.All.EqualTo(1).Within(1e-12));
        Assert.That(text, Does.Contain("mean attention of layer 0").And.Not.Contains("W_hh"));
    }

    [Test]
    public void The_same_seed_gives_the_same_document()
    {
        string[] call = ["inspect", "trained:argmedian_8_5", "--samples", "1e5", "--json"];
        string first = _algzoo.Run(call).EndsWith(0).Output;

        Assert.That(_algzoo.Run(call).EndsWith(0).Output, Is.EqualTo(first));
        Assert.That(_algzoo.Run([.. call, "--seed", "2"]).EndsWith(0).Output, Is.Not.EqualTo(first));
    }

    [Test]
    public void People_get_tables()
    {
        string text = _algzoo.Run("inspect", "trained:median_8_5", "--samples", "1e4").EndsWith(0).Output;

        Assert.That(text, Does.Contain("mean-squared-error").And.Contains("rnn.weight_hh_l0").And.Contains("8 x 8").And.Contains("W_hh with W_hi = +-1").And.Contains("spectral radius"));
        Assert.That(text, Does.Not.Contain("cross-entropy"));
    }

    [TestCase("trained:2nd_argmax_16_10")]
    [TestCase("trained:2nd_argmax_32_8")]
    [TestCase("handcrafted:2")]
    public void Lines_are_100_columns_at_most(string reference)
    {
        var lines = _algzoo.Run("inspect", reference, "--samples", "1e4").EndsWith(0).Output.Split('\n').Select(line => line.TrimEnd());

        Assert.That(lines.Where(line => line.Length > 100), Is.Empty);
    }
}
