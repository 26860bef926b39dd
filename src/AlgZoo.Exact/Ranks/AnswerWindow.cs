namespace AlgZoo.Exact;

/// <summary>
/// All that the last input needs to know of those before it. Let v_k be the k-th smallest of the first n - 1 inputs and r the rank of the answer: the input of rank r is that of v_{r-1} where the last
/// input lies below it, that of v_r where it lies above, and the last input itself in between.
/// </summary>
/// <param name="Lowest">v_{r-2}, which counts only where the target is the mean of two ranks.</param>
/// <param name="Lower">v_{r-1}.</param>
/// <param name="Upper">v_r.</param>
public readonly record struct AnswerWindow(RankedInput Lowest, RankedInput Lower, RankedInput Upper)
{
    /// <summary>The window of n - 1 inputs. Costs a comparison for each pair of inputs.</summary>
    /// <param name="task">The task.</param>
    /// <param name="inputs">x_1 .. x_{n-1}; the earlier of equal inputs counts as smaller.</param>
    /// <returns>The window.</returns>
    public static AnswerWindow Of(RankTask task, ReadOnlySpan<float> inputs)
    {
        ArgumentNullException.ThrowIfNull(task);
        var lowest = RankedInput.BelowAll;
        var lower = RankedInput.BelowAll;
        var upper = RankedInput.AboveAll;
        for (int i = 0; i < inputs.Length; i++)
        {
            int rank = 0;
            for (int j = 0; j < inputs.Length; j++)
            {
                bool before = j < i ? inputs[j] <= inputs[i] : inputs[j] < inputs[i];
                rank += before ? 1 : 0;
            }

            var input = new RankedInput(inputs[i], i);
            switch (rank - task.Rank)
            {
                case -2:
                    lowest = input;
                    break;
                case -1:
                    lower = input;
                    break;
                case 0:
                    upper = input;
                    break;
            }
        }

        return new AnswerWindow(lowest, lower, upper);
    }
}
