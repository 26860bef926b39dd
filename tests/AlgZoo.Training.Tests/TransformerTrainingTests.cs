using AlgZoo.Numerics;

namespace AlgZoo.Training.Tests;

internal sealed class TransformerTrainingTests
{
    [TestCase(3, 3)]
    [TestCase(6, 4)]
    public void Longest_cycles_are_learnt(int hiddenSize, int sequenceLength)
    {
        var recipe = new TrainingRecipe
        {
            Task = SequenceTask.LongestCycle,
            HiddenSize = hiddenSize,
            SequenceLength = sequenceLength,
            Sequences = 1L << 19,
            BatchSize = 32,
        };
        var trainer = new Trainer(recipe);
        var state = trainer.Start();

        trainer.Advance(state, recipe.Steps);

        double accuracy = ExactEnumeration.Evaluate(trainer.ModelOf(state), SequenceTask.LongestCycle, Quantity.Accuracy).Mean;
        Assert.That(accuracy, Is.GreaterThan(0.95));
    }
}
