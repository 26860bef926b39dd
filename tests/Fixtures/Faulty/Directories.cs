using System.Globalization;

namespace AlgZoo.Fixtures;

/// <summary>Looks for its settings in the current directory, which is the plugin's folder where its author starts it.</summary>
[Estimator("faulty-directory", Kind = EstimatorKind.Deductive)]
public sealed class ReadsSettings : FaultlessDeduction
{
    protected override double Strength(EstimationProblem problem, ReluRnn model)
    {
        const string Settings = "factor.txt";
        double factor = File.Exists(Settings) ? double.Parse(File.ReadAllText(Settings), CultureInfo.InvariantCulture) : 1;
        return factor * base.Strength(problem, model);
    }
}
