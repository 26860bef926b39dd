namespace AlgZoo.Evaluation;

/// <summary>Is told how a run goes. Called from several threads.</summary>
public interface IRunObserver
{
    /// <summary>Advice is about to be prepared.</summary>
    /// <param name="estimator">Id of the estimator.</param>
    /// <param name="model">Reference of the base model.</param>
    void AdviceStarted(string estimator, string model);

    /// <summary>A ground truth is being sampled.</summary>
    /// <param name="model">Reference of the base model.</param>
    /// <param name="draw">Which noisy copy.</param>
    /// <param name="samplesDone">Sequences done.</param>
    /// <param name="samples">Sequences to do.</param>
    void TruthProgressed(string model, int draw, long samplesDone, long samples);

    /// <summary>A ground truth is known.</summary>
    /// <param name="model">Reference of the base model.</param>
    /// <param name="draw">Which noisy copy.</param>
    void TruthFound(string model, int draw);

    /// <summary>A cell has ended and its measurement is on disk.</summary>
    /// <param name="measurement">The measurement.</param>
    void CellFinished(Measurement measurement);
}
