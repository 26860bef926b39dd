using System.Runtime.InteropServices;

namespace AlgZoo.Fixtures;

/// <summary>Sorts where nobody counts the comparisons.</summary>
[Estimator("faulty-metering", Kind = EstimatorKind.Deductive)]
public sealed class SortsUncounted : FaultlessDeduction
{
    protected override double Strength(EstimationProblem problem, ReluRnn model) => Enumerable.Range(0, model.HiddenSize).Select(i => StrengthOf(model, i)).ToArray().OrderBy(strength => strength).Last();
}

/// <summary>Computes in native code; needs Linux.</summary>
[Estimator("faulty-metering-native", Kind = EstimatorKind.Deductive)]
public sealed class ComputesNatively : FaultlessDeduction
{
    protected override double Strength(EstimationProblem problem, ReluRnn model) => 1 + Cos(base.Strength(problem, model));

    [DllImport("libm.so.6", EntryPoint = "cos")]
    private static extern double Cos(double x);
}
