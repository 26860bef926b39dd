using System.Buffers.Binary;
using System.Globalization;
using AlgZoo.Advice;
using AlgZoo.Plugins;

namespace AlgZoo.Tests.Plugins;

/// <summary>Every shipped estimator of an accuracy says what its explanation costs.</summary>
public sealed class LedgerTests
{
    private const long Budget = 4_000_000;

    private static readonly (Model Model, SequenceTask Task)[] Problems =
    [
        (Bench.RandomRnn(4, 5, 5, seed: 3), SequenceTask.SecondArgmax),
        (Bench.RandomRnn(3, 3, 3, seed: 3), SequenceTask.SecondArgmax),
        (Bench.RandomRnn(3, 4, 4, seed: 3), SequenceTask.SecondArgmax),
        (Bench.RandomTransformer(4, 3, seed: 3), SequenceTask.LongestCycle),
        (Bench.M2By2, SequenceTask.SecondArgmax),
    ];

    private static IEnumerable<Type> Shipped => ShippedEstimators.Types;

    [TestCaseSource(nameof(Shipped))]
    public void Each_leaves_a_line_on_a_problem_that_it_supports(Type type)
    {
        var (explanation, _, _) = Explain(type);
        Assert.That(explanation.Checks, Is.Not.Empty);
        Assert.That(explanation.Checks, Has.All.Matches<ExplanationCheck>(check => check!.Description.Length > 0 && double.IsFinite(check.Bits)));
    }

    // k from the estimate and N from the ledger.
    [TestCase("antithetic")]
    [TestCase("cycle-enumeration")]
    [TestCase("cycle-sampling")]
    [TestCase("monte-carlo")]
    [TestCase("sobol")]
    [TestCase("whitened-antithetic")]
    public void Sampling_pays_for_each_answer(string id)
    {
        var (explanation, estimate, answers) = Explain(ShippedEstimators.Types.Single(type => string.Equals(ShippedEstimators.Id(type), id, StringComparison.Ordinal)));
        var line = explanation.Checks.Single();
        long observations = long.Parse(line.Description.Split(' ').First(word => char.IsAsciiDigit(word[0])), CultureInfo.InvariantCulture);
        long right = (long)Math.Round(estimate.Value * observations);
        Assert.That(observations, Is.GreaterThan(20));
        Assert.That(right, Is.InRange(1, observations - 1), "an accuracy of neither 0 nor 1");
        Assert.That(estimate.Value * observations, Is.EqualTo((double)right).Within(1e-6));
        Assert.That(line.Description, Does.EndWith(string.Create(CultureInfo.InvariantCulture, $", {right} right")));
        double bits = (right * Math.Log2(answers)) - ((observations - right) * Math.Log2(1 - (1.0 / answers)));
        Assert.That(line.Bits, Is.EqualTo(bits).Within(1e-9 * bits));
    }

    [Test]
    public void A_combination_pays_for_its_trained_points_and_for_what_it_adds()
    {
        var (explanation, _, _) = Explain(typeof(Shrinkage));
        Assert.That(explanation.Checks.Select(check => check.Description), Has.Some.Contains("trained inputs").And.Some.Contains("the last input integrated"));
    }

    [Test]
    public void Bounding_pays_for_the_verdict_about_every_cone()
    {
        var (explanation, estimate, _) = Explain(typeof(BranchAndBound));
        long cones = long.Parse(estimate.Notes[0].Split(' ')[0], CultureInfo.InvariantCulture);
        Assert.That(explanation.TotalBits, Is.EqualTo(cones * Math.Log2(3)).Within(1e-6));
    }

    // On the first problem that it supports.
    private static (Explanation Explanation, Estimate Estimate, int Answers) Explain(Type type)
    {
        var estimator = ShippedEstimators.Create(type);
        foreach (var (model, task) in Problems)
        {
            var problem = Bench.Problem(model, task, Quantity.Accuracy, Budget, advice: Advice(ShippedEstimators.Id(type), model));
            if (estimator.Supports(problem))
            {
                var estimate = Bench.Run(estimator, problem);
                return (problem.Explanation, estimate, model.OutputSize);
            }
        }

        throw new AssertionException($"{type.Name} supports none of the problems.");
    }

    // Advice of the right form; what it says does not matter here.
    private static byte[]? Advice(string id, Model model)
    {
        return id switch
        {
            "base-accuracy" or "mean-accuracy" => Number(0.5),
            "hessian-response" => Numbers(QuadraticResponse.NumberCount(model, rank: 4)),
            "margin-network" => Numbers(NetworkResponse.NumberCount(model)),
            "trained-quadrature-16" => Numbers(QuadratureAdvice.NumberCount(model, points: 16)),
            "trained-quadrature-64" => Numbers(QuadratureAdvice.NumberCount(model, points: 64)),
            // The law of order-sobol's error at the end: exp(-1) over the FLOPs.
            "shrinkage" => Numbers(ShrinkageAdvice.Points.Sum(points => QuadratureAdvice.NumberCount(model, points)), -1, -1),
            _ => null,
        };

        static byte[] Number(double value)
        {
            byte[] bytes = new byte[sizeof(double)];
            BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
            return bytes;
        }

        byte[] Numbers(int count, params float[] last) => AdviceFormat.Write(1, model, [.. Enumerable.Repeat(0.25f, count), .. last]);
    }
}
