namespace AlgZoo.Evaluation;

/// <summary>What is known of losses on the same random sequences for every model.</summary>
/// <param name="Samples">Number of sequences.</param>
/// <param name="Variance">Variance of the model's loss on one random sequence.</param>
/// <param name="CreateFresh">Makes a loss on other random sequences, as many.</param>
internal sealed record LossSampling(int Samples, double Variance, Func<IInitialLoss> CreateFresh);
