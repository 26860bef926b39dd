using System.Xml.Linq;

namespace AlgZoo.Reporting.Tests;

/// <summary>A page small enough to read: without pictures and scripts, and with the first rows of each table.</summary>
internal static class HtmlOutline
{
    private const int ShownRows = 2;

    public static string Of(HtmlPage page)
    {
        var root = new XElement(page.Root);
        foreach (var element in root.Descendants().Where(element => element.Name.LocalName == "svg").ToArray())
        {
            element.ReplaceWith(new XElement("svg", element.Attribute("class")));
        }

        foreach (var body in root.Descendants("tbody"))
        {
            foreach (var row in body.Elements("tr").Skip(ShownRows).ToArray())
            {
                row.Remove();
            }
        }

        // Changes with every word of a script.
        root.Descendants("meta").Single(element => HtmlPage.Attribute(element, "http-equiv") == "Content-Security-Policy").Remove();
        return root.ToString().ReplaceLineEndings("\n") + "\n";
    }
}
