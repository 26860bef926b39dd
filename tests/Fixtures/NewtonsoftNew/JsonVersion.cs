using Newtonsoft.Json;

namespace AlgZoo.Fixtures;

[Estimator("newtonsoft-new", Summary = "Reveals the major version of its own Newtonsoft.Json in hundredths")]
public sealed class JsonVersion : IMechanisticEstimator
{
    public bool Supports(EstimationProblem problem) => true;

    public Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        var numbers = JsonConvert.DeserializeObject<List<int>>("[1, 2, 3]")!;
        return new Estimate(typeof(JsonConvert).Assembly.GetName().Version!.Major / 100.0) { Notes = [JsonConvert.SerializeObject(numbers)] };
    }
}
