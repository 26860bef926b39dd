using AlgZoo.Plugins;

namespace AlgZoo.Tests.Plugins;

/// <summary>Base models about which there is nothing to learn: the advice is empty, and every cell is declined.</summary>
public sealed class UnlearnableTests
{
    private static readonly WeightNoise Noise = new(WeightNoiseKind.Relative, 0.05);

    // Fewer weights than directions are followed; a score that no noise changes.
    private static TestCaseData[] WithoutCurvature { get; } =
    [
        new TestCaseData(Bench.RandomRnn(1, 2, 2, seed: 1), SequenceTask.SecondArgmax).SetArgDisplayNames("four weights"),
        new TestCaseData(Bench.RandomRnn(3, 1, 1, seed: 1), SequenceTask.Argmax).SetArgDisplayNames("one class"),
    ];

    // Without another logit there is no margin; logits beyond a float have none that is a number.
    private static TestCaseData[] WithoutMargins { get; } =
    [
        new TestCaseData(Bench.RandomRnn(3, 1, 1, seed: 1), SequenceTask.Argmedian).SetArgDisplayNames("one class"),
        new TestCaseData(Times(1e30f, Bench.RandomRnn(3, 3, 3, seed: 1)), SequenceTask.SecondArgmax).SetArgDisplayNames("huge weights"),
    ];

    [TestCaseSource(nameof(WithoutCurvature))]
    public void Hessian_response_declines_what_has_no_curvature(Model model, SequenceTask task) =>
        Assert.That(Bench.Prepare(new HessianResponse(), Bench.Request(model, task, Noise)), Is.Empty);

    [TestCaseSource(nameof(WithoutMargins))]
    public void Trained_quadrature_declines_what_has_no_margins(Model model, SequenceTask task) =>
        Assert.That(Bench.Prepare(new TrainedQuadrature16(), Bench.Request(model, task, Noise)), Is.Empty);

    private static Model Times(float factor, Model model) =>
        model.WithTensors(model.Tensors.Select(tensor => new WeightTensor(tensor.Name, tensor.Shape, Array.ConvertAll(tensor.Values.ToArray(), value => factor * value))));
}
