using AlgZoo.Numerics;

namespace AlgZoo.Plugins;

/// <summary>Measures how the mean squared error of order-sobol falls with its compute, on noisy copies of the base model.</summary>
internal static class ErrorMeasurement
{
    private const int Copies = 128;
    private const int SamplesPerCopy = 1 << 19;

    // Of a model that never errs.
    private const double LeastError = 1e-12;

    /// <summary>Budgets, in FLOPs of as many samples.</summary>
    private static readonly int[] Budgets = [16, 64, 256, 1024];

    /// <summary>Whether order-sobol covers what is asked for.</summary>
    public static bool Applies(AdviceRequest request) => new OrderSobol().Supports(Problem(request, request.BaseModel, Budgets[^1], request.Random));

    public static ErrorLaw OfOrderSobol(AdviceRequest request, CancellationToken cancellationToken)
    {
        double[] errors = new double[Budgets.Length];
        long[] flops = new long[Budgets.Length];
        var address = request.Random.Address.Child("order-sobol");
        for (ulong copy = 0; copy < Copies; copy++)
        {
            var own = address.Child(copy);
            var model = request.Noise.Apply(request.BaseModel, new RandomStream(own.Child("noise")));
            var truth = ModelSampler.Sample(model, request.Task, request.Quantity, SamplesPerCopy, own.Child("samples"), cancellationToken: cancellationToken);
            for (int i = 0; i < Budgets.Length; i++)
            {
                var problem = Problem(request, model, Budgets[i], new RandomStream(own.Child((ulong)i)));
                var estimator = new OrderSobol();
                if (estimator.Supports(problem))
                {
                    double error = estimator.Estimate(problem, cancellationToken).Value - truth.Mean;
                    errors[i] += ((error * error) - (truth.Variance / truth.Samples)) / Copies;
                    flops[i] = problem.Budget;
                }
            }
        }

        return ErrorLaw.Fit([.. flops.Zip(errors, (spent, error) => ((double)spent, Math.Max(error, LeastError))).Where(point => point.Item1 > 0)]);
    }

    private static EstimationProblem Problem(AdviceRequest request, Model model, long samples, RandomStream random) =>
        new(model, request.Task, request.Quantity, ForwardPass.Create(model), new ComputeMeter(samples * model.SamplingFlops(request.Quantity)), random);
}
