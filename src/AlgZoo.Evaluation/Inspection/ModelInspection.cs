namespace AlgZoo.Evaluation;

/// <summary>What <see cref="ModelInspector"/> saw.</summary>
/// <param name="Score">The task's default quantity.</param>
/// <param name="CrossEntropy">The mean cross-entropy in nats over the same sequences; null for a scalar output.</param>
/// <param name="ByTargetPosition">The score by target; empty for a scalar output.</param>
/// <param name="ByLargestPair">The score by the positions of the two largest inputs; empty for tokens, for one input and for more than 64.</param>
/// <param name="PrefixIndices">How much of the score's variance each prefix of the inputs explains.</param>
/// <param name="Attention">Mean attention weights; null for an architecture without attention.</param>
/// <param name="Recurrence">What there is to see of a ReLU RNN; null for another architecture.</param>
public sealed record ModelInspection(
    SampledMean Score, SampledMean? CrossEntropy, IReadOnlyList<PositionScore> ByTargetPosition, IReadOnlyList<PairScore> ByLargestPair, PrefixIndices PrefixIndices, AttentionPatterns? Attention,
    RecurrenceInspection? Recurrence);

/// <summary>What there is to see of a ReLU RNN.</summary>
/// <param name="HomogeneityError">Largest |f(3x) - 3 f(x)| over 1,024 sequences, relative to the largest |3 f(x)|.</param>
/// <param name="Standardised">The weights with W_hi = +-1.</param>
/// <param name="Spectrum">The eigenvalues of W_hh.</param>
/// <param name="Regions">The activation patterns that were met.</param>
/// <param name="Roles">Correlations of the neurons with features of the input.</param>
public sealed record RecurrenceInspection(double HomogeneityError, StandardisedWeights Standardised, RecurrentSpectrum Spectrum, LinearRegions Regions, NeuronRoles Roles);

/// <summary>The score where the target is at one position.</summary>
/// <param name="Position">Zero-based target position; for <c>longest_cycle</c> the target class.</param>
/// <param name="Score">The score over the sequences with this target.</param>
public sealed record PositionScore(int Position, SampledMean Score);

/// <summary>The score where the largest input and the second largest are at given positions.</summary>
/// <param name="Largest">Zero-based position of the largest input.</param>
/// <param name="Second">Zero-based position of the second largest.</param>
/// <param name="Score">The score over these sequences.</param>
public sealed record PairScore(int Largest, int Second, SampledMean Score);

/// <summary>Closed Sobol indices of the score by prefix.</summary>
/// <param name="Pairs">Pairs of sequences from which each was estimated.</param>
/// <param name="Indices">For k = 1, .., n - 1; that of k = n is 1. Empty where the score did not vary.</param>
public sealed record PrefixIndices(long Pairs, IReadOnlyList<PrefixIndex> Indices);

/// <summary>The closed Sobol index Var(E[f | x_1, .., x_k]) / Var(f), f being one sequence's score.</summary>
/// <param name="Prefix">k, the number of inputs that are known.</param>
/// <param name="Index">The estimate; in [0, 1] up to its error.</param>
/// <param name="StandardError">Its standard error, by the delta method.</param>
public sealed record PrefixIndex(int Prefix, double Index, double StandardError);

/// <summary>Mean attention weights over random sequences.</summary>
/// <param name="Samples">Number of sequences.</param>
/// <param name="Layers">For each layer shape [n, n], row-major: how much the query at a position (row) takes from each position; rows add up to 1.</param>
public sealed record AttentionPatterns(long Samples, IReadOnlyList<IReadOnlyList<double>> Layers);

/// <summary>The linear regions that random sequences met: patterns of which neurons are active (positive) at which step. On each a ReLU RNN is linear.</summary>
/// <param name="Samples">Number of sequences.</param>
/// <param name="Met">Number of different patterns.</param>
/// <param name="MostCommonShare">Share of the sequences with the most common pattern.</param>
/// <param name="SeenOnce">Number of patterns with a single sequence.</param>
/// <param name="UnseenShare">Good and Turing's estimate of the probability of all patterns that were not met (Good 1953): <paramref name="SeenOnce"/> / <paramref name="Samples"/>.</param>
public sealed record LinearRegions(long Samples, long Met, double MostCommonShare, long SeenOnce, double UnseenShare);

/// <summary>Pearson correlations of neurons with features of the inputs that were read.</summary>
/// <param name="Samples">Number of sequences.</param>
/// <param name="Features">
/// Names of the features after x_1, .., x_t: <c>last</c> x_t, <c>max</c> and <c>second</c> largest, <c>max-before</c> max(x_1, .., x_{t-1}), <c>min</c>, <c>median</c> (of an even number the mean of the
/// two in the middle), <c>mean</c>, <c>rise</c> max - max-before, <c>drop</c> max - last, <c>gap</c> max - second, <c>argmax</c> the zero-based position of the largest; and after the last step
/// <c>max-without-J</c>, the largest of all inputs but that at J, for J = 0, .., n - 2 (that of n - 1 is <c>max-before</c>). After the first step features that need two inputs are 0.
/// </param>
/// <param name="Steps">For each step the neurons.</param>
public sealed record NeuronRoles(long Samples, IReadOnlyList<string> Features, IReadOnlyList<IReadOnlyList<NeuronRole>> Steps);

/// <summary>What a neuron correlates with at one step.</summary>
/// <param name="Neuron">Zero-based neuron.</param>
/// <param name="ActiveShare">Share of the sequences on which it is active.</param>
/// <param name="BestFeature">The feature of the largest correlation in absolute value; null where the neuron does not vary.</param>
/// <param name="Correlation">That correlation.</param>
/// <param name="Correlations">The correlations with the first features of <see cref="NeuronRoles.Features"/>, all of them at the last step; null where neuron or feature do not vary.</param>
public sealed record NeuronRole(int Neuron, double ActiveShare, string? BestFeature, double? Correlation, IReadOnlyList<double?> Correlations);
