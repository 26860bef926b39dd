using System.Globalization;

namespace AlgZoo;

/// <summary>
/// What a user set of an estimator, as in <c>explicit-ranks:l=3</c>: an estimator that has options takes this in its constructor and asks for each by name. Names that nobody asked for fail the
/// cell, so that a misspelt option is never silently the default.
/// </summary>
public sealed class EstimatorOptions
{
    private readonly SortedDictionary<string, string> _given = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>Reads options.</summary>
    /// <param name="text">Pairs <c>name=value</c>, separated by commas; empty for none.</param>
    /// <exception cref="FormatException">A pair has no name or no value, or a name comes twice.</exception>
    public EstimatorOptions(string text = "")
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (string pair in text.Length == 0 ? [] : text.Split(','))
        {
            if (pair.Split('=') is not [{ Length: > 0 } name, { Length: > 0 } value])
            {
                throw new FormatException($"'{pair}' is no option; write name=value, and a comma between two of them.");
            }

            if (!_given.TryAdd(name.Trim(), value.Trim()))
            {
                throw new FormatException($"The option '{name}' is given twice.");
            }
        }
    }

    /// <summary>Why the options do not fit; null if all that were given were asked for.</summary>
    internal string? Defect =>
        _given.Keys.FirstOrDefault(name => !_known.Contains(name)) is not { } unknown ? null
        : _known.Count == 0 ? $"it has no options, and '{unknown}' was given"
        : $"it has no option '{unknown}'; it has {string.Join(", ", _known)}";

    /// <summary>An option that is a whole number.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="defaultValue">What it is where nothing was given.</param>
    /// <param name="minimum">Smallest value allowed.</param>
    /// <param name="maximum">Largest value allowed.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException">What was given is not a whole number in that range.</exception>
    public int WholeNumber(string name, int defaultValue, int minimum, int maximum)
    {
        ArgumentNullException.ThrowIfNull(name);
        _known.Add(name);
        return !_given.TryGetValue(name, out string? text) ? defaultValue
            : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) && value >= minimum && value <= maximum ? value
            : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The option {name}={text} must be a whole number from {minimum} to {maximum}."), nameof(name));
    }

    /// <summary>An option that is a number.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="defaultValue">What it is where nothing was given.</param>
    /// <param name="minimum">Smallest value allowed.</param>
    /// <param name="maximum">Largest value allowed.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException">What was given is not a number in that range.</exception>
    public double Number(string name, double defaultValue, double minimum, double maximum)
    {
        ArgumentNullException.ThrowIfNull(name);
        _known.Add(name);
        return !_given.TryGetValue(name, out string? text) ? defaultValue
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value >= minimum && value <= maximum ? value
            : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The option {name}={text} must be a number from {minimum} to {maximum}."), nameof(name));
    }

    /// <summary>The options as text, by name: two texts that mean the same are equal.</summary>
    /// <returns>Pairs <c>name=value</c>, separated by commas.</returns>
    public override string ToString() => string.Join(',', _given.Select(option => $"{option.Key}={option.Value}"));
}
