using static AlgZoo.Abstractions.Tests.Models.TestModels;

namespace AlgZoo.Abstractions.Tests.Models;

public sealed class ReluRnnTests
{
    [Test]
    public void Shapes_follow_from_the_tensors()
    {
        var model = Rnn(16, 10);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((model.HiddenSize, model.SequenceLength, model.OutputSize, model.ParameterCount), Is.EqualTo((16, 10, 10, 432)));
            Assert.That(model.Tensors.Select(tensor => tensor.Name), Is.EqualTo(new[] { "rnn.weight_ih_l0", "rnn.weight_hh_l0", "linear.weight" }));
            Assert.That(model.InputWeights.ToArray(), Is.EqualTo(Values(16, 1)));
            Assert.That(model.RecurrentWeights.ToArray(), Is.EqualTo(Values(256, 2)));
            Assert.That(model.OutputWeights.ToArray(), Is.EqualTo(Values(160, 3)));
            Assert.That(Rnn(4, 7, outputs: 1).OutputSize, Is.EqualTo(1));
        }
    }

    [Test]
    public void Tensors_may_come_in_any_order()
    {
        var model = Rnn(3, 4);
        Assert.That(new ReluRnn(4, model.Tensors.Reverse()).Tensors.Select(tensor => tensor.Name), Is.EqualTo(model.Tensors.Select(tensor => tensor.Name)));
    }

    [Test]
    public void Sampling_M16_10_costs_5247_FLOPs()
    {
        var model = Rnn(16, 10);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(model.ForwardFlops, Is.EqualTo(5238));
            Assert.That(model.SamplingFlops(Quantity.Accuracy), Is.EqualTo(5247));
            Assert.That(model.SamplingFlops(Quantity.CrossEntropy), Is.EqualTo(5238 + 186));
            Assert.That(Rnn(2, 3, outputs: 1).SamplingFlops(Quantity.MeanSquaredError), Is.EqualTo(Rnn(2, 3, outputs: 1).ForwardFlops));
            Assert.That(() => model.SamplingFlops((Quantity)9), Throws.InstanceOf<ArgumentOutOfRangeException>());
        }
    }

    private static IEnumerable<TestCaseData> BadTensors()
    {
        var input = Tensor("rnn.weight_ih_l0", 2, 1);
        var recurrent = Tensor("rnn.weight_hh_l0", 2, 2);
        var output = Tensor("linear.weight", 3, 2);
        static TestCaseData Case(string message, params WeightTensor[] tensors) => new TestCaseData(message, tensors).SetArgDisplayNames(message);
        yield return Case("'rnn.weight_ih_l0' is missing", recurrent, output);
        yield return Case("'rnn.weight_hh_l0' is missing", input, output);
        yield return Case("'linear.weight' is missing", input, recurrent);
        yield return Case("has 3 tensors, but 4 were given", input, recurrent, output, Tensor("bias", 2));
        yield return Case("has 3 tensors, but 4 were given", input, recurrent, output, output);
        yield return Case("'rnn.weight_ih_l0' has shape [2] where a matrix", Tensor("rnn.weight_ih_l0", 2), recurrent, output);
        yield return Case("'rnn.weight_ih_l0' has shape [] where a matrix", Tensor("rnn.weight_ih_l0"), recurrent, output);
        yield return Case("'rnn.weight_ih_l0' has shape [2, 2] where [2, 1]", Tensor("rnn.weight_ih_l0", 2, 2), recurrent, output);
        yield return Case("'rnn.weight_hh_l0' has shape [2, 3] where [2, 2]", input, Tensor("rnn.weight_hh_l0", 2, 3), output);
        yield return Case("'linear.weight' has shape [] where a matrix", input, recurrent, Tensor("linear.weight"));
        yield return Case("'linear.weight' has shape [2, 2] where [3, 2]", input, recurrent, Tensor("linear.weight", 2, 2));
        yield return Case("'linear.weight' has shape [1, 3] where [1, 2]", input, recurrent, Tensor("linear.weight", 1, 3));
        yield return Case("hidden size 1025 is above", Tensor("rnn.weight_ih_l0", 1025, 1), recurrent, output);
    }

    [TestCaseSource(nameof(BadTensors))]
    public void Tensors_that_make_no_model_are_refused(string message, WeightTensor[] tensors) =>
        Assert.That(() => new ReluRnn(3, tensors), Throws.ArgumentException.With.Message.Contains(message));

    [TestCase(0)]
    [TestCase(1025)]
    public void Sequence_lengths_out_of_range_are_refused(int n) =>
        Assert.That(() => ReluRnn.Create(n, [1], [1], [1]), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void Arrays_that_do_not_fit_each_other_are_refused()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => ReluRnn.Create(2, [1, 1], [1, 1, 1], [1, 1, 1, 1]), Throws.ArgumentException);
            Assert.That(() => ReluRnn.Create(2, [1, 1], [1, 1, 1, 1], [1, 1, 1]), Throws.ArgumentException);
            Assert.That(() => ReluRnn.Create(2, [], [], []), Throws.ArgumentException);
            Assert.That(() => ReluRnn.Create(1, [float.NaN], [1], [1]), Throws.ArgumentException.With.Message.Contains("finite"));
        }
    }

    [Test]
    public void Other_weights_keep_the_shapes()
    {
        var model = Rnn(2, 3);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(model.WithTensors(model.Tensors).Tensors, Is.EqualTo(model.Tensors));
            Assert.That(() => model.WithTensors(Rnn(4, 3).Tensors), Throws.ArgumentException.With.Message.Contains("hidden size 4"));
            Assert.That(() => model.WithTensors(Rnn(2, 3, outputs: 1).Tensors), Throws.ArgumentException.With.Message.Contains("output size 1"));
        }
    }

    [TestCase(31, 30, "input length 31 is not a multiple")]
    [TestCase(20, 19, "2 sequences need 20 outputs")]
    [TestCase(20, 40, "2 sequences need 20 outputs")]
    public void A_batch_must_be_whole(int inputs, int outputs, string message) =>
        Assert.That(() => Rnn(2, 10).EnsureBatch(inputs, outputs), Throws.ArgumentException.With.Message.Contains(message));

    [Test]
    public void A_batch_may_be_empty() => Assert.That(Rnn(2, 10).EnsureBatch(0, 0), Is.Zero);
}
