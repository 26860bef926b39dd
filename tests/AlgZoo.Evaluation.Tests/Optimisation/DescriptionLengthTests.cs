namespace AlgZoo.Evaluation.Tests;

/// <summary>The description length of weights.</summary>
internal sealed class DescriptionLengthTests
{
    private static readonly OptimisationOptions Brief = new() { Particles = 32, Repetitions = 4, MaximumBits = 1, Samples = 32 };

    private static readonly float[] Input = [4.174038f, -6.7540298f];
    private static readonly float[] Recurrent = [-0.38212356f, 1.2886474f, 1.847114f, -0.75152266f];
    private static readonly float[] Output = [9.540969f, -25.69231f, -9.538148f, 25.63807f];

    private static readonly ReluRnn M2By2 = ReluRnn.Create(2, Input, Recurrent, Output);

    [Test]
    public void A_coarser_resolution_takes_fewer_bits()
    {
        double[] bits = [.. new[] { 1e-6, 1e-4, 1e-2, 0.3 }.Select(resolution => Of(M2By2, resolution).Bits)];

        Assert.That(bits, Is.Ordered.Descending);
        Assert.That(bits[0], Is.InRange(100, 200));
        Assert.That(bits[^1], Is.LessThan(60));
    }

    [TestCase(1e-6)]
    [TestCase(1e-3)]
    public void The_rounded_model_is_within_the_resolution(double resolution)
    {
        var description = Of(M2By2, resolution);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Math.Abs(description.Change), Is.LessThanOrEqualTo(resolution));
            Assert.That(description.ChangeStandardError, Is.Zero);
            Assert.That(description.Bits, Is.EqualTo(description.Tensors.Sum(tensor => tensor.Bits)));
            Assert.That(description.Tensors.Select(tensor => tensor.Weights), Is.EqualTo(new[] { 2, 4, 4 }));
        }
    }

    [Test]
    public void The_order_of_the_neurons_does_not_matter()
    {
        var reordered = ReluRnn.Create(
            2, [Input[1], Input[0]], [Recurrent[3], Recurrent[2], Recurrent[1], Recurrent[0]], [Output[1], Output[0], Output[3], Output[2]]);

        Assert.That(Of(reordered, 1e-6).Bits, Is.EqualTo(Of(M2By2, 1e-6).Bits));
    }

    [Test]
    public void The_scale_of_a_neuron_does_not_matter()
    {
        const float Scale = 1 << 12;
        var rescaled = ReluRnn.Create(
            2, [Scale * Input[0], Input[1]], [Recurrent[0], Scale * Recurrent[1], Recurrent[2] / Scale, Recurrent[3]], [Output[0] / Scale, Output[1], Output[2] / Scale, Output[3]]);

        Assert.That(Of(rescaled, 1e-6).Bits, Is.EqualTo(Of(M2By2, 1e-6).Bits));
    }

    [Test]
    public void Weights_that_are_powers_of_two_take_few_bits() =>
        Assert.That(Of(TestModels.SecondArgmax2, 1e-6).Bits, Is.LessThan(50));

    [Test]
    public void A_neuron_without_input_or_output_is_no_obstacle()
    {
        var model = ReluRnn.Create(2, [1, -1, 0], [-1, 1, 0, 1, -1, 0, 0, 0, 0], [1, -1, 0, -1, 1, 0]);

        Assert.That(Of(model, 1e-6).Bits, Is.LessThan(90));
    }

    [Test]
    public void A_sampled_score_keeps_within_its_error()
    {
        var layout = Numerics.ParameterLayout.Rnn(3, 4);
        var model = new ReluRnn(4, layout.WithValues(Numerics.InitialWeights.Draw(layout, RandomAddress.Root(2))));
        var description = Of(model, 1e-2);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(description.ChangeStandardError, Is.Positive);
            Assert.That(Math.Abs(description.Change) + (2 * description.ChangeStandardError), Is.LessThanOrEqualTo(1e-2));
            Assert.That(description.Bits, Is.LessThan(32 * model.ParameterCount));
        }
    }

    private static DescriptionLength Of(Model model, double resolution) =>
        OptimisationEstimator.Find(model, SequenceTask.SecondArgmax, Quantity.Accuracy, new(0.5, 0, 0.25, TruthMethod.Exact, 0), Brief with { Resolution = resolution }).Description;
}
