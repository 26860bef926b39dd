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
    public void A_transformer_has_no_homogeneity()
    {
        var model = _algzoo.Run("inspect", OriginalModels.Path("algzoo_transformer_small.pth"), "--samples", "1e4", "--json").EndsWith(0).Json;

        Assert.That(model.Text("task"), Is.EqualTo("longest_cycle"));
        Assert.That(model.GetProperty("homogeneityError").ValueKind, Is.EqualTo(System.Text.Json.JsonValueKind.Null));
    }

    [Test]
    public void People_get_tables()
    {
        string text = _algzoo.Run("inspect", "trained:median_8_5", "--samples", "1e4").EndsWith(0).Output;

        Assert.That(text, Does.Contain("mean-squared-error").And.Contains("rnn.weight_hh_l0").And.Contains("8 x 8"));
    }
}
