namespace AlgZoo.Numerics;

/// <summary>Makes the host's batch evaluators.</summary>
public static class ForwardPass
{
    /// <summary>Makes the fastest evaluator of a model that this processor supports. It charges no meter and is safe for concurrent use.</summary>
    /// <param name="model">The weights.</param>
    /// <returns>The evaluator.</returns>
    public static IForwardPass Create(Model model) => throw new NotImplementedException();
}
