using AlgZoo.Testing;
using NUnit.Framework;

namespace Estimators.Tests;

/// <summary>What is asked of every plugin, one test per check: the same seed gives the same number, the budget is kept, the truth is met, and so on.</summary>
[TestFixture]
public sealed class ConformanceTests() : EstimatorConformance(typeof(MyEstimator));
