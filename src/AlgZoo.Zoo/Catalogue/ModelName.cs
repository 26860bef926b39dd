using System.Globalization;

namespace AlgZoo.Zoo;

/// <summary>AlgZoo's names of models: <c>{task}_{d}_{n}</c> for a size, <c>{task}_{d}_{n}_{sequences}_{seed}</c> for one training run.</summary>
/// <param name="Task">The task.</param>
/// <param name="HiddenSize">Hidden size d.</param>
/// <param name="SequenceLength">Sequence length n.</param>
/// <param name="Sequences">Training sequences; null for a size.</param>
/// <param name="Seed">Training seed; null for a size.</param>
internal sealed record ModelName(SequenceTask Task, int HiddenSize, int SequenceLength, long? Sequences, int? Seed)
{
    public static bool TryParse(string text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ModelName? name)
    {
        name = null;
        foreach (var task in SequenceTask.All)
        {
            if (!text.StartsWith(task.Name + "_", StringComparison.Ordinal))
            {
                continue;
            }

            string[] parts = text[(task.Name.Length + 1)..].Split('_');
            if (parts.Length is not (2 or 4) || !parts.All(part => long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
            {
                continue;
            }

            long[] numbers = [.. parts.Select(part => long.Parse(part, CultureInfo.InvariantCulture))];
            if (numbers[0] is >= 1 and <= ReluRnn.MaximumHiddenSize && numbers[1] is >= 1 and <= ReluRnn.MaximumSequenceLength && (numbers.Length == 2 || numbers[3] <= int.MaxValue))
            {
                name = new ModelName(task, (int)numbers[0], (int)numbers[1], numbers.Length == 4 ? numbers[2] : null, numbers.Length == 4 ? (int)numbers[3] : null);
                return true;
            }
        }

        return false;
    }
}
