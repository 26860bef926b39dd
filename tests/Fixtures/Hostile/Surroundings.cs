using System.Globalization;
using System.Net.NetworkInformation;

namespace AlgZoo.Fixtures;

[Estimator("hostile-culture-and-directory")]
public sealed class CultureAndDirectory : Hostile
{
    public override Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NegativeSign = "minus";
        CultureInfo.CurrentCulture = culture;
        CultureInfo.CurrentUICulture = culture;
        CultureInfo.DefaultThreadCurrentCulture = culture;
        CultureInfo.DefaultThreadCurrentUICulture = culture;
        Environment.CurrentDirectory = Path.GetPathRoot(Environment.CurrentDirectory)!;
        return new(0.5) { StandardError = 0.125, Notes = ["elsewhere"] };
    }
}

[Estimator("hostile-environment")]
public sealed class NoEnvironment : Hostile
{
    public override Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        foreach (string name in Environment.GetEnvironmentVariables().Keys)
        {
            Environment.SetEnvironmentVariable(name, null);
        }

        Environment.SetEnvironmentVariable("HOME", "/nowhere");
        return new(0.5);
    }
}

[Estimator("hostile-curious")]
public sealed class Curious : Hostile
{
    public override Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken) => new(0.5)
    {
        Notes =
        [
            .. File.ReadLines("/proc/self/limits"),
            "networks " + string.Join(' ', NetworkInterface.GetAllNetworkInterfaces().Where(network => network.OperationalStatus == OperationalStatus.Up).Select(network => network.Name)),
            "group " + File.ReadAllText("/proc/self/stat").Split(' ')[4] + " process " + Environment.ProcessId.ToString(CultureInfo.InvariantCulture),
        ],
    };
}
