namespace AlgZoo.Reporting;

/// <summary>The shape of a series' points.</summary>
/// <param name="Outline">Relative path commands around the point, about 8 units wide.</param>
/// <param name="VegaShape">The same shape in a Vega-Lite specification: a name, or a path in [-1, 1].</param>
internal sealed record Marker(string Outline, string VegaShape)
{
    /// <summary>All shapes, the easiest to tell apart first.</summary>
    public static IReadOnlyList<Marker> All { get; } =
    [
        new("m-3.6 0a3.6 3.6 0 1 0 7.2 0a3.6 3.6 0 1 0-7.2 0z", "circle"),
        new("m-3.2-3.2h6.4v6.4h-6.4z", "square"),
        new("m0-4.4l4.2 7.4h-8.4z", "triangle-up"),
        new("m0-4.8l4.3 4.8-4.3 4.8-4.3-4.8z", "diamond"),
        new("m-1.4-4.3h2.8v2.9h2.9v2.8h-2.9v2.9h-2.8v-2.9h-2.9v-2.8h2.9z", "cross"),
        new("m0 4.4l4.2-7.4h-8.4z", "triangle-down"),
        new("m0-2l2.2-2.2 2 2-2.2 2.2 2.2 2.2-2 2-2.2-2.2-2.2 2.2-2-2 2.2-2.2-2.2-2.2 2-2z", "M0-.5L.55-1.05 1.05-.55.5 0 1.05.55.55 1.05 0 .5-.55 1.05-1.05.55-.5 0-1.05-.55-.55-1.05Z"),
        new("m0-5.2l1.3 3.5 3.7.2-2.9 2.3.9 3.6-3-2-3 2 .9-3.6-2.9-2.3 3.7-.2z", "M0-1.1L.28-.35 1.05-.3.45.15.65.9 0 .48-.65.9-.45.15-1.05-.3-.28-.35Z"),
    ];
}
