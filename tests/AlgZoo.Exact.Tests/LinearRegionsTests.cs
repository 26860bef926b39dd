using AlgZoo.Zoo;
using FsCheck;
using FsCheck.Fluent;

namespace AlgZoo.Exact.Tests;

/// <summary>The linear regions behind an exact score, and their ledger.</summary>
internal sealed class LinearRegionsTests
{
    private static readonly SequenceTask[] Tasks = [SequenceTask.SecondArgmax, SequenceTask.Argmedian, SequenceTask.Argmax];

    private static readonly Arbitrary<(int HiddenSize, int Length, int Task, int Seed)> Cases =
        (from d in Gen.Choose(1, 7) from n in Gen.Choose(2, 3) from task in Gen.Choose(0, Tasks.Length - 1) from seed in Gen.Choose(0, 1_000_000) select (HiddenSize: d, Length: n, Task: task, Seed: seed)).ToArbitrary();

    [Test]
    public void The_cells_make_up_the_space_and_their_wrong_parts_the_error_rate() => Holds((weights, score, regions) =>
    {
        double whole = weights.SequenceLength == 2 ? 2 * Math.PI : 4 * Math.PI;
        double wrong = regions.Cells.Sum(cell => cell.WrongShare() * cell.Measure());
        return Math.Abs(regions.Cells.Sum(cell => cell.Measure()) - whole) < 1e-10 && Math.Abs((wrong / whole) - score.ErrorRate!.Value) < 1e-11;
    });

    [Test]
    public void The_ledger_holds_what_the_regions_cost_and_a_bit_for_each_sign_of_the_input_weights() => Holds((weights, _, regions) =>
    {
        var explanation = new Explanation();
        RegionLedger.Write(regions, explanation);
        return Math.Abs(explanation.TotalBits - Bits(regions) - weights.HiddenSize) < 1e-9;
    });

    [Test]
    public void Order_and_scale_of_the_neurons_cost_nothing() => Holds((weights, _, regions) =>
    {
        int d = weights.HiddenSize;
        var other = Networks.Rearranged(weights, [.. Enumerable.Range(0, d).Reverse()], [.. Enumerable.Range(0, d).Select(i => Math.ScaleB(1, (i % 3) - 1))]);
        var rearranged = new LinearRegions(other);
        ExactCones.Evaluate(other, SequenceTask.SecondArgmax, rearranged, CancellationToken.None);
        return rearranged.Regions == regions.Regions && Math.Abs(Bits(rearranged) - Bits(regions)) < 1e-5;
    }, onlySecondArgmax: true);

    [Test]
    public void A_point_lies_in_a_cell_that_answers_as_the_network_does([Values(2, 3)] int length)
    {
        var weights = Networks.Random(4, length, length, seed: 3);
        var regions = Regions(weights, SequenceTask.SecondArgmax);
        var random = new RandomStream(RandomAddress.Root(5).Child("points"));
        var visited = new HashSet<RegionCell>();
        for (int k = 0; k < 20_000; k++)
        {
            double[] x = [.. Enumerable.Range(0, length).Select(_ => random.NextGaussian())];
            var (pattern, answer) = Run(weights, x);
            int label = Enumerable.Range(0, length).OrderByDescending(i => x[i]).ElementAt(1);
            ulong larger = x.Index().Where(input => input.Item > x[label]).Aggregate(0UL, (set, input) => set | (1UL << input.Index));
            var cell = regions.Cells.SingleOrDefault(cell => cell.HalfSpace == Math.Sign(x[0]) && cell.Pattern == pattern && cell.Order == new InputOrder(label, larger));

            Assert.That(cell, Is.Not.Null, string.Join(", ", x));
            Assert.That(answer == label ? !cell!.IsWrong : !cell!.IsRight);
            visited.Add(cell!);
        }

        // A cell that 20,000 points miss is smaller than a thousandth of the space, but for one case in e^20.
        Assert.That(regions.Cells.Except(visited).Select(cell => cell.Measure()), Has.All.LessThan(1e-3 * (length == 2 ? 2 : 4) * Math.PI));
    }

    // One neuron that sees x1 > 0 and speaks for position 0, which a tie gets too: two regions on each side, and on each of three cells it is right, on three wrong.
    [Test]
    public void Two_regions_of_one_neuron_are_an_account_of_seven_bits()
    {
        var explanation = new Explanation();
        RegionLedger.Write(Regions(new RnnWeights(2, [1], [0], [1, 0]), SequenceTask.SecondArgmax), explanation);

        Assert.That(explanation.Checks.Where(check => check.Bits > 0), Is.EqualTo(new ExplanationCheck[]
        {
            new("half spaces", "W_hi has the signs (+): active at the first step for x0 > 0 are h0, for x0 < 0 no neuron.", 1),
            new("answers", "x0 > 0, no neuron on, x0 > x1: wrong throughout, 1 of 2 answers.", 1),
            new("answers", "x0 > 0, h0 on, x0 > x1: wrong throughout, 1 of 2 answers.", 1),
            new("answers", "x0 > 0, h0 on, x1 > x0: right throughout, 1 of 2 answers.", 1),
            new("answers", "x0 < 0, no neuron on, x0 > x1: wrong throughout, 1 of 2 answers.", 1),
            new("answers", "x0 < 0, no neuron on, x1 > x0: right throughout, 1 of 2 answers.", 1),
            new("answers", "x0 < 0, h0 on, x1 > x0: right throughout, 1 of 2 answers.", 1),
        }));
    }

    // Of the two cells that M2,2 gets wrong in part the angles are 1.635e-4 of 0.4202 and 3.230e-4 of 0.3378.
    [Test]
    public void The_published_network_has_two_coincidences()
    {
        var regions = Regions(Networks.M2By2, SequenceTask.SecondArgmax);
        var explanation = new Explanation();
        RegionLedger.Write(regions, explanation);

        Assert.That((regions.Regions, regions.RightCells, regions.WrongCells, regions.CutCells), Is.EqualTo((6, 6, 0, 2)));
        Assert.That(explanation.Checks.Where(check => check.Step == "coincidences").Select(check => check.Bits), Is.EqualTo(new[] { -Math.Log2(2 * 1.635e-4 / 0.4202), -Math.Log2(2 * 3.230e-4 / 0.3378) }).Within(1e-2));
        Assert.That(explanation.TotalBits, Is.EqualTo(2 + 4 + 8 + 10.33 + 9.03).Within(0.02));
    }

    [Test]
    public void A_squared_error_has_regions_and_no_answers([Values(2, 3)] int length)
    {
        var weights = Networks.Random(3, length, 1, seed: 2);
        var regions = Regions(weights, SequenceTask.Median);
        var ofAccuracy = Regions(new RnnWeights(length, weights.Input, weights.Recurrent, new double[length * 3]), SequenceTask.Argmedian);

        Assert.That((regions.Regions, regions.Cells.Count), Is.EqualTo((ofAccuracy.Regions, 0)));
    }

    [Test]
    public void One_half_space_of_a_symmetric_network_is_half_of_it()
    {
        var weights = Networks.Widen(HandcraftedModels.Create(3));
        var positive = new LinearRegions(weights);
        double half = ExactCones.PositiveErrorRate(weights, SequenceTask.SecondArgmax, positive);

        Assert.That(2 * half, Is.EqualTo(ExactCones.Evaluate(weights, SequenceTask.SecondArgmax).ErrorRate).Within(1e-12));
        Assert.That(2 * positive.Regions, Is.EqualTo(Regions(weights, SequenceTask.SecondArgmax).Regions));
        Assert.That(() => ExactCones.PositiveErrorRate(Networks.M2By2, SequenceTask.SecondArgmax, positive), Throws.ArgumentException.With.Message.Contains("length 3"));
    }

    // The radius of a slice has mean pi over the half sphere.
    [Test]
    public void The_cells_of_a_slice_make_up_its_half_sphere()
    {
        var weights = Networks.Random(5, 4, 4, seed: 6);
        var regions = new LinearRegions(weights);
        var slice = new Slice(weights, rank: 2, regions);
        foreach (double angle in (double[])[0.3, 2, 4.5])
        {
            double errorRate = slice.ErrorRate([Math.Cos(angle), Math.Sin(angle)], CancellationToken.None);

            Assert.That(regions.Cells.Sum(cell => cell.Measure()), Is.EqualTo(Math.PI).Within(1e-10));
            Assert.That(regions.Cells.Sum(cell => cell.WrongShare() * cell.Measure()) / Math.PI, Is.EqualTo(errorRate).Within(1e-11));
        }
    }

    [Test]
    public void A_slice_is_a_line()
    {
        var explanation = new Explanation();
        var slices = new FourInputs(Networks.Random(3, 4, 4, seed: 1), SequenceTask.SecondArgmax, CancellationToken.None, explanation);
        slices.Refine();
        var lines = explanation.Checks.Where(check => check.Step == "slices" && check.Bits > 0).ToArray();

        Assert.That(lines, Has.Length.EqualTo(slices.Slices));
        Assert.That(lines.Select(line => line.Description), Has.All.Match(@"^\(x0, x1\) at -?\d+\.\d{3} degrees: \d+ regions, \d+ cells right, \d+ wrong, \d+ cut by the decision boundary\.$"));
        Assert.That(lines.Select(line => line.Bits), Has.All.GreaterThan(3 + Math.Log2(6)));
    }

    private static void Holds(Func<RnnWeights, ExactScore, LinearRegions, bool> property, bool onlySecondArgmax = false) =>
        Check.One(Config.QuickThrowOnFailure.WithReplay(20261121, 7).WithMaxTest(150), Prop.ForAll(Cases, each =>
        {
            var weights = Networks.Random(each.HiddenSize, each.Length, each.Length, (ulong)each.Seed);
            var regions = new LinearRegions(weights);
            return property(weights, ExactCones.Evaluate(weights, onlySecondArgmax ? SequenceTask.SecondArgmax : Tasks[each.Task], regions, CancellationToken.None), regions);
        }));

    // The convention in one sum, the signs of the input weights not included.
    private static double Bits(LinearRegions regions)
    {
        double answers = regions.Weights.OutputSize;
        return regions.HalfSpaces.Sum(half => (half.Regions - 1) * Math.Log2(regions.SwitchingNeurons))
            + regions.Cells.Sum(cell => cell.WrongShare() <= 0.5 ? Math.Log2(answers) : Math.Log2(answers / (answers - 1)))
            + regions.Cells.Where(cell => cell.IsCut).Sum(cell => -Math.Log2(2 * Math.Min(cell.WrongShare(), 1 - cell.WrongShare())));
    }

    private static LinearRegions Regions(RnnWeights weights, SequenceTask task)
    {
        var regions = new LinearRegions(weights);
        ExactCones.Evaluate(weights, task, regions, CancellationToken.None);
        return regions;
    }

    // A forward pass: the neurons that are active at the last two steps, and the answer.
    private static (ActivationPattern Pattern, int Answer) Run(RnnWeights weights, double[] x)
    {
        int d = weights.HiddenSize;
        double[] state = new double[d];
        ulong beforeLast = 0;
        ulong last = 0;
        foreach (double input in x)
        {
            double[] next = new double[d];
            beforeLast = last;
            last = 0;
            for (int i = 0; i < d; i++)
            {
                double sum = weights.Input[i] * input;
                for (int j = 0; j < d; j++)
                {
                    sum += weights.Recurrent[(i * d) + j] * state[j];
                }

                next[i] = Math.Max(0, sum);
                last |= sum > 0 ? 1UL << i : 0;
            }

            state = next;
        }

        double[] logits = [.. Enumerable.Range(0, weights.OutputSize).Select(k => Enumerable.Range(0, d).Sum(j => weights.Output[(k * d) + j] * state[j]))];
        return (new(x.Length == 2 ? 0 : beforeLast, last), Array.IndexOf(logits, logits.Max()));
    }
}
