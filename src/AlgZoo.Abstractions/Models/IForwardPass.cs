namespace AlgZoo;

/// <summary>Evaluates one model on batches of inputs. Implementations are safe for concurrent use.</summary>
public interface IForwardPass
{
    /// <summary>Computes the outputs of a batch.</summary>
    /// <param name="inputs">Shape [count, n], row-major.</param>
    /// <param name="outputs">Shape [count, o], row-major.</param>
    /// <exception cref="ArgumentException">The lengths do not fit the model's shapes, or a token is out of range.</exception>
    void Evaluate(ReadOnlySpan<float> inputs, Span<float> outputs);
}
