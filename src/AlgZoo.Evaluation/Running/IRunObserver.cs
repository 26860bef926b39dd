namespace AlgZoo.Evaluation;

/// <summary>Is told how a run goes. Called from several threads.</summary>
public interface IRunObserver
{
    /// <summary>The run continues where an earlier one ended. Called first, and only then.</summary>
    /// <param name="cells">Cells that were measured before; they are not announced again.</param>
    void Resumed(int cells);

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

    /// <summary>A cell is about to be run.</summary>
    /// <param name="estimator">Id of the estimator.</param>
    /// <param name="model">Reference of the base model.</param>
    /// <param name="draw">Which noisy copy.</param>
    /// <param name="budget">FLOPs that are allowed.</param>
    void CellStarted(string estimator, string model, int draw, long budget);

    /// <summary>A cell has ended, or was not run because its estimator had been given up, and its measurement has left the process.</summary>
    /// <param name="measurement">The measurement.</param>
    void CellFinished(Measurement measurement);

    /// <summary>An estimator ended its process in three cells in a row; its later cells are not run. Called once per estimator.</summary>
    /// <param name="estimator">Id of the estimator.</param>
    /// <param name="reason">Why, with the last failure, in one line.</param>
    void GivenUp(string estimator, string reason);
}
