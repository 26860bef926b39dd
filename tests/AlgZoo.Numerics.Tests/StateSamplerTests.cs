namespace AlgZoo.Numerics.Tests;

internal sealed class StateSamplerTests
{
    [TestCase(16, 10)]
    [TestCase(5, 7)]
    [TestCase(1, 2)]
    public void States_are_those_of_the_sampled_sequences(int d, int n)
    {
        const int Tiles = 3;
        var model = TestModels.RandomRnn(d, n, n);
        var block = RandomAddress.Root(21).Child("states");
        float[] sequences = new float[Tiles * StateSampler.Lanes * n];
        SampleInputs.Fill(InputLaw.StandardGaussian, n, block, sequences);
        var sampler = new StateSampler(model);
        sampler.Open(block);
        using (Assert.EnterMultipleScope())
        {
            for (int sequence = 0; sequence < Tiles * StateSampler.Lanes; sequence++)
            {
                int lane = sequence % StateSampler.Lanes;
                if (lane == 0)
                {
                    sampler.Next();
                }

                double[] state = new double[d];
                for (int t = 0; t < n; t++)
                {
                    float x = sequences[(sequence * n) + t];
                    Assert.That(sampler.Inputs[(t * StateSampler.Lanes) + lane], Is.EqualTo(x));
                    state = [.. Enumerable.Range(0, d).Select(i =>
                        Math.Max(0, ((double)model.InputWeights[i] * x) + Enumerable.Range(0, d).Sum(j => (double)model.RecurrentWeights[(i * d) + j] * state[j])))];
                    for (int i = 0; i < d; i++)
                    {
                        Assert.That(sampler.States[(((t * d) + i) * StateSampler.Lanes) + lane], Is.EqualTo(state[i]).Within(1e-5 * (1 + state.Max())));
                    }
                }
            }
        }
    }
}
