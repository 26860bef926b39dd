namespace AlgZoo.Plugins;

/// <summary>
/// A network of two neurons and two inputs. The first neuron is the one with W_hi > 0 if there is one, whatever its index.
/// </summary>
/// <param name="First">Index of the first neuron in the model.</param>
/// <param name="Input">W_hi, shape [2].</param>
/// <param name="Recurrent">W_hh, shape [2, 2].</param>
/// <param name="Output">W_oh, shape [2, 2]; row 0 is that of the logit which is right where x0 &lt; x1.</param>
/// <param name="AnswersSmaller">Whether the right answer is the smaller input, so that row 0 is that of logit 0.</param>
internal sealed record TwoNeurons(int First, double[] Input, double[,] Recurrent, double[,] Output, bool AnswersSmaller)
{
    /// <summary>Index of the second neuron in the model.</summary>
    public int Second => 1 - First;

    /// <summary>Copies the weights of a model on 2nd argmax, argmedian or argmax.</summary>
    public static TwoNeurons Of(ReluRnn model, SequenceTask task)
    {
        var input = model.InputWeights;
        var recurrent = model.RecurrentWeights;
        var output = model.OutputWeights;
        int first = input[0] > 0 || !(input[1] > 0) ? 0 : 1;
        int second = 1 - first;
        bool answersSmaller = task == SequenceTask.SecondArgmax;
        int winner = answersSmaller ? 0 : 1;
        int loser = 1 - winner;
        return new(
            first,
            [input[first], input[second]],
            new double[,] { { recurrent[(2 * first) + first], recurrent[(2 * first) + second] }, { recurrent[(2 * second) + first], recurrent[(2 * second) + second] } },
            new double[,] { { output[(2 * winner) + first], output[(2 * winner) + second] }, { output[(2 * loser) + first], output[(2 * loser) + second] } },
            answersSmaller);
    }
}
