using System.Reflection;
using System.Runtime.CompilerServices;
using AlgZoo.Metering;

namespace AlgZoo.Numerics.Tests.Metering;

/// <summary>No floating-point work for nothing: whatever a plugin can call declares its cost, charges it, or is listed here with the reason why it is free.</summary>
public sealed class CostedApiTests
{
    private static readonly string[] ChargeWhatTheirArgumentsCost =
    [
        "EstimationProblem.Forward", "ExactEnumeration.Evaluate", "Explanation.Checks", "Explanation.TotalBits", "Gaussian.BivariateCdf", "IForwardPass.Evaluate", "Losses.Evaluate", "MeteredBatch.Evaluate", "ModelSampler.Sample",
        "ReferenceForward.Evaluate", "SampleInputs.Fill", "WeightNoise.Apply", "WeightTensor.RootMeanSquare",
    ];

    private static readonly string[] AreGivenByTheTask =
    [
        "ClassificationTask.Label", "GaussianOrderStatistics.Mean", "GaussianOrderStatistics.ProductMoment", "RankCells.Covariance", "RankCells.Mean", "RankCells.Variance", "RegressionTask.Target",
        "TrivialEstimate.Of",
    ];

    private static readonly string[] StoreOrGiveNumbers =
    [
        "AdviceRequest.ProblemFor", "AdviceRequest.new", "AttentionLayer.Key", "AttentionLayer.Output", "AttentionLayer.Query", "AttentionLayer.Value", "AttentionTransformer.Embedding",
        "AttentionTransformer.PositionEmbedding", "AttentionTransformer.Unembedding", "AttentionTransformer.WithTensors", "AttentionTransformer.new", "CertifiedBounds.new", "Estimate.new",
        "EstimationProblem.new", "EstimatorOptions.Number", "Explanation.BeginStep", "Explanation.Check", "Explanation.CheckOneOf", "Explanation.NoteFree", "Explanation.Observe", "Explanation.Pay", "Explanation.new", "ExplanationCheck.new", "ForwardPass.Create", "MeteredBatch.Inputs",
        "MeteredBatch.new", "Model.WithTensors", "ReluRnn.Create", "ReluRnn.InputWeights", "ReluRnn.OutputWeights", "ReluRnn.RecurrentWeights", "ReluRnn.WithTensors", "ReluRnn.new", "RunningMean.new",
        "SampleStatistics.new", "WeightNoise.ToString", "WeightNoise.new", "WeightTensor.Values", "WeightTensor.new",
    ];

    private static readonly string[] ConcernCostsShapesAndNames =
    [
        "AttentionTransformer.Architecture", "EstimationProblem.Budget", "MeteredBatch.AffordableSamples", "Model.Architecture", "Model.EnsureBatch", "Model.ForwardFlops", "Model.ForwardOperations",
        "Model.SamplingFlops", "Model.SamplingOperations", "ReluRnn.Architecture", "SequenceTask.EnsureFits", "WeightTensor.Shape",
    ];

    private static readonly string[] ArePluginsOwnCode = ["IAdvisedEstimator.Prepare", "IMechanisticEstimator.Estimate", "IMechanisticEstimator.Supports"];

    private static readonly string[] Exempt = [.. ChargeWhatTheirArgumentsCost, .. AreGivenByTheTask, .. StoreOrGiveNumbers, .. ConcernCostsShapesAndNames, .. ArePluginsOwnCode];

    [Test]
    public void Every_public_member_that_touches_numbers_declares_its_cost_or_says_why_not()
    {
        string[] undeclared = [.. Members().Where(member => !DeclaresCost(member)).Select(Describe).Distinct().Order(StringComparer.Ordinal)];
        string[] unlisted = [.. undeclared.Except(Exempt)];
        string[] stale = [.. Exempt.Except(undeclared)];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(unlisted, Is.Empty, $"Declare an [OperationCost], or charge the work and say so here: {string.Join(", ", unlisted)}");
            Assert.That(stale, Is.Empty, $"Listed, but gone or declared: {string.Join(", ", stale)}");
        }
    }

    private static bool DeclaresCost(MethodBase member) => member.IsDefined(typeof(OperationCostAttribute), inherit: false);

    // Generated members (automatic properties, the equality of records) store and compare.
    private static IEnumerable<MethodBase> Members() =>
        from assembly in new[] { typeof(Model).Assembly, typeof(Gaussian).Assembly }
        from type in assembly.GetExportedTypes()
        from member in type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly).OfType<MethodBase>()
        where !member.IsDefined(typeof(CompilerGeneratedAttribute)) && Touches(member)
        select member;

    private static bool Touches(MethodBase member) =>
        (!member.IsStatic && HoldsNumbers(member.DeclaringType!)) || (member is MethodInfo method && HoldsNumbers(method.ReturnType)) || member.GetParameters().Any(parameter => HoldsNumbers(parameter.ParameterType));

    private static bool HoldsNumbers(Type type) => HoldsNumbers(type, []);

    // Numbers, spans and collections of them, and types of the contract whose properties give them.
    private static bool HoldsNumbers(Type type, HashSet<Type> seen)
    {
        if (type == typeof(float) || type == typeof(double))
        {
            return true;
        }

        if (!seen.Add(type) || type.IsEnum)
        {
            return false;
        }

        return (type.HasElementType && HoldsNumbers(type.GetElementType()!, seen))
            || type.GetGenericArguments().Any(argument => HoldsNumbers(argument, seen))
            || (type.Namespace?.StartsWith("AlgZoo", StringComparison.Ordinal) == true && type.GetProperties().Any(property => HoldsNumbers(property.PropertyType, seen)));
    }

    private static string Describe(MethodBase member) => $"{member.DeclaringType!.Name}.{(member.IsConstructor ? "new" : member.Name.Replace("get_", "", StringComparison.Ordinal))}";
}
