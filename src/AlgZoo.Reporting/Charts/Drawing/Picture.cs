using System.Xml.Linq;

namespace AlgZoo.Reporting;

/// <summary>A drawing and the room it takes, in user units.</summary>
internal sealed record Picture(double Width, double Height, IReadOnlyList<XElement> Content);
