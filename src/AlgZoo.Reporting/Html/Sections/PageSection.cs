namespace AlgZoo.Reporting;

/// <summary>A part of the page with a heading and a place in the table of contents.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Heading">Its heading.</param>
/// <param name="Content">What follows the heading.</param>
internal sealed record PageSection(string Id, string Heading, Html Content)
{
    public Html Render() => $"""
        <section id="{Id}" aria-labelledby="{Id}-heading">
        <h2 id="{Id}-heading">{Heading}</h2>
        {Content}</section>

        """;
}
