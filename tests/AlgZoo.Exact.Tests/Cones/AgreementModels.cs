using AlgZoo.Zoo;

namespace AlgZoo.Exact.Tests;

/// <summary>
/// The models of three inputs on which the exact score is compared with sampling: trained ones, noisy copies, and random ones, d = 2 to 32, every task. Not the handcrafted one: its differences of large
/// numbers are rounded in single precision, so that sampling measures 9.24e-5 errors where exact arithmetic on the same weights makes 8.54e-5.
/// </summary>
internal static class AgreementModels
{
    public static IEnumerable<(string Name, ReluRnn Model, SequenceTask Task)> All()
    {
        var library = new ModelLibrary("");
        for (int seed = 0; seed < 5; seed++)
        {
            string reference = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"trained:2nd_argmax_4_3_67108864_{seed}");
            yield return (reference, (ReluRnn)library.Load(reference).Model, SequenceTask.SecondArgmax);
        }

        var noise = new WeightNoise(WeightNoiseKind.Relative, 0.05);
        yield return ("handcrafted:3, noise 0.05", (ReluRnn)noise.Apply(library.Load("handcrafted:3").Model, new RandomStream(RandomAddress.Root(1))), SequenceTask.SecondArgmax);
        yield return ("trained:2nd_argmax_4_3, noise 0.05", (ReluRnn)noise.Apply(library.Load("trained:2nd_argmax_4_3").Model, new RandomStream(RandomAddress.Root(2))), SequenceTask.SecondArgmax);
        foreach (int d in (int[])[2, 3, 8, 16, 32])
        {
            foreach (var task in (SequenceTask[])[SequenceTask.SecondArgmax, SequenceTask.Argmax, SequenceTask.Median])
            {
                yield return ($"random {task} {d}", Random(d, task), task);
            }
        }
    }

    // PyTorch's initialisation: U(-1/sqrt(d), 1/sqrt(d)).
    private static ReluRnn Random(int hiddenSize, SequenceTask task)
    {
        var random = new RandomStream(RandomAddress.Root((ulong)hiddenSize).Child(task.Name));
        float[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => (float)(((2 * random.NextDouble()) - 1) / Math.Sqrt(hiddenSize)))];
        return ReluRnn.Create(3, Draw(hiddenSize), Draw(hiddenSize * hiddenSize), Draw(task.OutputSize(3) * hiddenSize));
    }
}
