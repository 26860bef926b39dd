using System.CommandLine;
using System.Globalization;

namespace AlgZoo.Cli;

/// <summary>Seeds on the command line.</summary>
internal static class SeedList
{
    private const int MaximumSeeds = 10_000;

    public static Option<IReadOnlyList<int>?> Option(string name, string description, Func<string, IReadOnlyList<int>?> parse, string complaint) =>
        CommonOptions.Parsed<IReadOnlyList<int>?>(new(name) { Description = description }, parse, complaint);

    /// <summary>Reads <c>0..15</c>, <c>0,3,5</c> or a mixture; each seed counts once.</summary>
    /// <returns>The seeds, or null where the text is no such list.</returns>
    public static IReadOnlyList<int>? Parse(string text)
    {
        var seeds = new List<int>();
        foreach (string part in text.Split(','))
        {
            string[] ends = part.Split("..");
            if (ends.Length > 2 || !TryParseSeed(ends[0], out int first) || !TryParseSeed(ends[^1], out int last) || last < first || last - first >= MaximumSeeds)
            {
                return null;
            }

            seeds.AddRange(Enumerable.Range(first, last - first + 1));
        }

        return [.. seeds.Distinct()];
    }

    /// <summary>Reads a seed that AlgZoo's file names can hold.</summary>
    public static bool TryParseSeed(string text, out int seed) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out seed);
}
