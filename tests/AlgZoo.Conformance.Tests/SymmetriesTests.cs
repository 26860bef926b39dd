using AlgZoo.Numerics;

namespace AlgZoo.Conformance.Tests;

/// <summary>The weights that <c>permutation</c> and <c>rescaling</c> ask about are other weights of the same function.</summary>
public sealed class SymmetriesTests
{
    private const int Sequences = 16;

    private static IEnumerable<string> Probes => OrdinaryProbes.All.Select(probe => probe.Name);

    [TestCaseSource(nameof(Probes))]
    public void Reversed_neurons_compute_the_same(string name)
    {
        var (_, _, model, task, _) = Find(name);
        var reversed = Symmetries.Reversed(model);

        Assert.That(Outputs(reversed, task), Is.EqualTo(Outputs(model, task)).Within(1e-3));
        Assert.That(reversed.Tensors[0].Values.ToArray(), Is.Not.EqualTo(model.Tensors[0].Values.ToArray()));
    }

    [TestCaseSource(nameof(Probes))]
    public void Rescaled_neurons_compute_the_same_to_the_last_bit(string name)
    {
        var (_, _, model, task, _) = Find(name);
        var rescaled = Symmetries.Rescaled(model);

        Assert.That(Outputs(rescaled, task), Is.EqualTo(Outputs(model, task)));
        Assert.That(rescaled.Tensors.SelectMany(tensor => tensor.Values.ToArray()), Is.Not.EqualTo(model.Tensors.SelectMany(tensor => tensor.Values.ToArray())));
    }

    private static Probe Find(string name) => OrdinaryProbes.All.Single(probe => string.Equals(probe.Name, name, StringComparison.Ordinal));

    private static float[] Outputs(Model model, SequenceTask task)
    {
        float[] inputs = new float[Sequences * model.SequenceLength];
        var random = new RandomStream(RandomAddress.Root(1));
        if (task.Inputs == InputLaw.UniformTokens)
        {
            for (int i = 0; i < inputs.Length; i++)
            {
                inputs[i] = random.NextInt32(model.SequenceLength);
            }
        }
        else
        {
            random.FillGaussian(inputs);
        }

        float[] outputs = new float[Sequences * model.OutputSize];
        ForwardPass.Create(model).Evaluate(inputs, outputs);
        return outputs;
    }
}
