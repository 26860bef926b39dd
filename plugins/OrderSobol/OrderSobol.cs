using AlgZoo.Exact;
using AlgZoo.Numerics;

namespace AlgZoo.Plugins;

/// <summary>x</summary>
[Estimator("order-sobol", Kind = EstimatorKind.Hybrid, Summary = "s", Reference = "r")]
public sealed class OrderSobol : IMechanisticEstimator
{
    /// <inheritdoc/>
    public bool Supports(EstimationProblem problem) => problem.Budget >= 10000;

    static int Env(string n, int d) => int.TryParse(Environment.GetEnvironmentVariable(n), out int v) ? v : d;
    /// <inheritdoc/>
    public Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        var model = (ReluRnn)problem.Model;
        var task = RankTask.TryCreate(problem.Task, model.SequenceLength)!;
        int K = Env("OS_K", 3), R = Env("OS_R", 1), pow = Env("OS_POW", 0), det = Env("OS_DET", 0), D = Env("OS_N", 0);
        var integral = new BranchedIntegral(model, task, K);
        double[] point = new double[integral.Dimension];
        double total = 0; long n = 0;
        long budget = problem.Budget; long cap = long.MaxValue;
        double shift = 0;
        if (D > 0) cap = D;
        if (det > 0) { shift = 0.5 / System.Numerics.BitOperations.RoundUpToPowerOf2((ulong)cap) - 0.5 / (1L << 32); }
        for (int r = 0; r < R; r++)
        {
            var sequence = det > 0 ? new SobolSequence(integral.Dimension) : new SobolSequence(integral.Dimension, problem.Random.Address.Child((ulong)r));
            long m = 0; 
            while (integral.Flops + integral.MaximumFlops + (m + 1) * (2 * point.Length + 2) * R < budget * (r + 1) / R && m < cap)
            {
                sequence.Next(point);
                if (det > 0) for (int i = 0; i < point.Length; i++) point[i] += shift;
                total += integral.Evaluate(point);
                m++;
            }
            n += m;
        }
        return new Estimate(Math.Clamp(n > 0 ? total / n : 0.5, 0, 1)) { Notes = [n.ToString()] };
    }
}
