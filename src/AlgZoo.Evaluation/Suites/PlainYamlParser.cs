using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace AlgZoo.Evaluation;

/// <summary>Lets pass the plain part of YAML that suites are written in: shallow and without anchors and aliases, which a loader would follow recursively.</summary>
internal sealed class PlainYamlParser(IParser parser) : IParser
{
    private const int MaximumDepth = 8;

    private int _depth;

    public ParsingEvent? Current => parser.Current;

    public bool MoveNext()
    {
        if (!parser.MoveNext())
        {
            return false;
        }

        var node = parser.Current!;
        if (node is AnchorAlias or NodeEvent { Anchor.IsEmpty: false })
        {
            throw new YamlException(node.Start, node.End, "Anchors and aliases are not supported in a suite.");
        }

        _depth += node.NestingIncrease;
        return _depth <= MaximumDepth ? true : throw new YamlException(node.Start, node.End, "The suite is nested too deeply.");
    }
}
