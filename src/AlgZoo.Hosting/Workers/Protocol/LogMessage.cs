using Microsoft.Extensions.Logging;

namespace AlgZoo.Hosting;

/// <summary>A message that plugin code logged in a worker.</summary>
/// <param name="Level">Its level.</param>
/// <param name="Category">Its category.</param>
/// <param name="Text">One line.</param>
internal sealed record LogMessage(LogLevel Level, string Category, string Text)
{
    public Frame ToFrame() => Frame.Of(FrameKind.Log, 0, writer =>
    {
        writer.WriteEnum(Level);
        writer.WriteText(Category);
        writer.WriteText(Text);
    });

    /// <summary>Reads a frame.</summary>
    /// <exception cref="InvalidDataException">The frame is none of these.</exception>
    public static LogMessage From(Frame frame) => frame.Decode(reader => new LogMessage(reader.ReadEnum<LogLevel>(), reader.ReadText() ?? "", reader.ReadText() ?? ""));
}
