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
    public static Html Sortable<TRow>(string id, string caption, IReadOnlyList<Column<TRow>> columns, IEnumerable<TRow> rows, Func<TRow, Html> attributes) => Render(
        id, caption, "sortable", columns, rows, attributes, (column, scope) => $"""<th scope="col" data-column="{column.Name}"{scope}><button type="button">{column.Heading}</button></th>""");

    /// <summary>A table whose order stays.</summary>
    public static Html Plain<TRow>(string id, string caption, IReadOnlyList<Column<TRow>> columns, IEnumerable<TRow> rows, Func<TRow, Html>? attributes = null) => Render(
        id, caption, "plain", columns, rows, attributes ?? (_ => Html.None), (column, scope) => $"""<th scope="col" data-column="{column.Name}"{scope}>{column.Heading}</th>""");

    private static Html Render<TRow>(
        string id, string caption, string style, IReadOnlyList<Column<TRow>> columns, IEnumerable<TRow> rows, Func<TRow, Html> attributes, Func<Column<TRow>, Html, Html> heading)
    {
        TRow[] all = [.. rows];
        var sample = all.Length == 0 ? [] : columns.Select(column => column.Cell(all[0]).IsNumber).ToArray();
        return $"""
            <div class="scroll" tabindex="0" role="region" aria-label="{caption}"><table id="{id}" class="{style}"><caption>{caption}</caption>
            <thead><tr>{columns.Select((column, index) => heading(column, sample.Length > 0 && sample[index] ? Html.Attributes(("class", "number")) : Html.None))}</tr></thead>
            <tbody>
            {all.Select(row => Row(columns, row, attributes(row)))}</tbody></table></div>

            """;
    }

    private static Html Row<TRow>(IReadOnlyList<Column<TRow>> columns, TRow row, Html attributes) =>
        $"<tr{attributes}>{columns.Select(column => Render(column, column.Cell(row)))}</tr>\n";

    private static Html Render<TRow>(Column<TRow> column, Cell cell) => column.IsName
        ? (Html)$"""<th scope="row" data-column="{column.Name}" data-value="{cell.Value}">{cell.Content}</th>"""
        : $"""<td data-column="{column.Name}" data-value="{cell.Value}"{(cell.IsNumber ? Html.Attributes(("class", "number")) : Html.None)}>{cell.Content}</td>""";
}
