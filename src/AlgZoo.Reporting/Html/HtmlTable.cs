namespace AlgZoo.Reporting;

/// <summary>A column of a table.</summary>
/// <typeparam name="TRow">What the rows are about.</typeparam>
/// <param name="Name">Its name for scripts and tests, that of scores.json where that has it.</param>
/// <param name="Heading">Its heading.</param>
/// <param name="Cell">Its cells.</param>
internal sealed record Column<TRow>(string Name, string Heading, Func<TRow, Cell> Cell)
{
    /// <summary>Whether the column names the row.</summary>
    public bool IsName { get; init; }
}

/// <summary>A table in a container of its own that scrolls sideways.</summary>
internal static class HtmlTable
{
    /// <summary>A table that the page's script sorts by any column.</summary>
    /// <param name="id">Its id, unique in the page.</param>
    /// <param name="caption">What it shows.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="attributes">Attributes of a row, beginning with a space.</param>
    public static Html Sortable<TRow>(string id, string caption, IReadOnlyList<Column<TRow>> columns, IEnumerable<TRow> rows, Func<TRow, Html> attributes) =>
        Render(id, caption, "sortable", columns, [.. rows], attributes, heading => $"""<button type="button">{heading}</button>""");

    /// <summary>A table whose order stays.</summary>
    public static Html Plain<TRow>(string id, string caption, IReadOnlyList<Column<TRow>> columns, IEnumerable<TRow> rows, Func<TRow, Html>? attributes = null) =>
        Render(id, caption, "plain", columns, [.. rows], attributes ?? (_ => Html.None), Html.Text);

    private static Html Render<TRow>(
        string id, string caption, string style, IReadOnlyList<Column<TRow>> columns, IReadOnlyList<TRow> rows, Func<TRow, Html> attributes, Func<string, Html> heading) => $"""
        <div class="scroll" tabindex="0" role="region" aria-label="{caption}"><table id="{id}" class="{style}"><caption>{caption}</caption>
        <thead><tr>{columns.Select(column =>
            (Html)$"""<th scope="col" data-column="{column.Name}"{NumberClass(rows.Count > 0 && column.Cell(rows[0]).IsNumber)}>{heading(column.Heading)}</th>""")}</tr></thead>
        <tbody>
        {rows.Select(row => (Html)$"<tr{attributes(row)}>{columns.Select(column => Render(column, column.Cell(row)))}</tr>\n")}</tbody></table></div>

        """;

    private static Html Render<TRow>(Column<TRow> column, Cell cell) => column.IsName
        ? (Html)$"""<th scope="row" data-column="{column.Name}" data-value="{cell.Value}">{cell.Content}</th>"""
        : $"""<td data-column="{column.Name}" data-value="{cell.Value}"{NumberClass(cell.IsNumber)}>{cell.Content}</td>""";

    private static Html NumberClass(bool isNumber) => isNumber ? Html.Attributes(("class", "number")) : Html.None;
}
