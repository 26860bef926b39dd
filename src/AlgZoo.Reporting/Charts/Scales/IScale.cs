namespace AlgZoo.Reporting;

/// <summary>Maps the values of an axis to places along it.</summary>
internal interface IScale
{
    /// <summary>The value at the start of the axis.</summary>
    double Low { get; }

    /// <summary>The value at its end, larger than <see cref="Low"/>.</summary>
    double High { get; }

    /// <summary>Whether the scale is logarithmic.</summary>
    bool IsLogarithmic { get; }

    /// <summary>The place of a value: 0 at <see cref="Low"/>, 1 at <see cref="High"/>. A value outside lies at the end that is nearer; one that is no number at the start.</summary>
    double Fraction(double value);

    /// <summary>The ticks, in order.</summary>
    /// <param name="atMost">How many labels there is room for, at least 2.</param>
    IReadOnlyList<Tick> Ticks(int atMost);
}

/// <summary>A tick of an axis.</summary>
/// <param name="Value">Where it is.</param>
/// <param name="Label">Its label; empty for a minor tick.</param>
internal readonly record struct Tick(double Value, string Label);
