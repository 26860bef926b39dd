using AlgZoo.Evaluation;
using Microsoft.Extensions.Logging;

namespace AlgZoo.Hosting;

/// <summary>What the host tells a worker first.</summary>
/// <param name="Plugin">The plugin to serve.</param>
/// <param name="CacheFolder">Where the metered form of plugins is remembered.</param>
/// <param name="MinimumLogLevel">What is not worth sending.</param>
/// <param name="Limits">What the worker may use.</param>
internal sealed record Hello(Plugin Plugin, string CacheFolder, LogLevel MinimumLogLevel, WorkerLimits Limits)
{
    public Frame ToFrame() => Frame.Of(FrameKind.Hello, 0, writer =>
    {
        writer.Write(ProtocolVersion.Number);
        writer.Write(Plugin.Path);
        writer.Write(Plugin.Sha256);
        writer.WriteText(Plugin.SetUpType);
        writer.WriteList(Plugin.Estimators, estimator =>
        {
            var info = estimator.Info;
            writer.Write(info.Id);
            writer.WriteEnum(info.Kind);
            writer.Write(info.UsesAdvice);
            writer.Write(info.Summary);
            writer.Write(info.Reference);
            writer.Write(estimator.TypeName);
        });
        writer.Write(CacheFolder);
        writer.WriteEnum(MinimumLogLevel);
        writer.Write(Limits.MemoryBytes ?? 0);
        writer.Write(Limits.OpenFiles);
    });

    /// <summary>Reads a frame.</summary>
    /// <exception cref="InvalidDataException">The frame is none of these, or of another protocol.</exception>
    public static Hello From(Frame frame) => frame.Kind == FrameKind.Hello ? frame.Decode(Read) : throw new InvalidDataException($"a frame of kind {frame.Kind} before the handshake");

    private static Hello Read(BinaryReader reader)
    {
        if (reader.ReadInt32() is var version && version != ProtocolVersion.Number)
        {
            throw new InvalidDataException(FormattableString.Invariant($"the host speaks version {version} of the protocol, this worker {ProtocolVersion.Number}"));
        }

        string path = reader.ReadString();
        string sha256 = reader.ReadString();
        string? setUpType = reader.ReadText();
        string name = Path.GetFileNameWithoutExtension(path);
        var estimators = reader.ReadList(() => new PluginEstimator(
            new EstimatorInfo(reader.ReadString(), reader.ReadEnum<EstimatorKind>(), reader.ReadBoolean(), reader.ReadString(), reader.ReadString(), name, path, sha256), reader.ReadString()));
        return new Hello(
            new Plugin(path, sha256, estimators, setUpType), reader.ReadString(), reader.ReadEnum<LogLevel>(),
            new WorkerLimits(reader.ReadInt64() is var memory and > 0 ? memory : null, reader.ReadInt32()));
    }
}

/// <summary>What a worker answers to <see cref="Hello"/>, once the plugin's code is ready to run.</summary>
/// <param name="Protocol">Version of the protocol.</param>
/// <param name="Contract">Version of the contract that the worker shares with the plugin.</param>
/// <param name="Plugin">Name of the plugin that it serves.</param>
/// <param name="Sha256">Hash of that plugin's DLL.</param>
/// <param name="ProcessId">Its process.</param>
internal sealed record Ready(int Protocol, string Contract, string Plugin, string Sha256, int ProcessId)
{
    public static Ready Of(Plugin plugin) => new(ProtocolVersion.Number, SharedAssemblies.Contract.Version!.ToString(), plugin.Name, plugin.Sha256, Environment.ProcessId);

    public Frame ToFrame() => Frame.Of(FrameKind.Ready, 0, writer =>
    {
        writer.Write(Protocol);
        writer.Write(Contract);
        writer.Write(Plugin);
        writer.Write(Sha256);
        writer.Write(ProcessId);
    });

    /// <summary>Reads a frame.</summary>
    /// <exception cref="InvalidDataException">The frame is none of these.</exception>
    public static Ready From(Frame frame) => frame.Decode(reader => new Ready(reader.ReadInt32(), reader.ReadString(), reader.ReadString(), reader.ReadString(), reader.ReadInt32()));

    /// <summary>What does not fit together; null if nothing.</summary>
    public string? Defect(Plugin asked)
    {
        var expected = Of(asked);
        return Protocol != expected.Protocol ? FormattableString.Invariant($"it speaks version {Protocol} of the protocol, this host {expected.Protocol}; build again, or start again if that has happened just now")
            : !string.Equals(Contract, expected.Contract, StringComparison.Ordinal) ? $"it has version {Contract} of the contract, this host {expected.Contract}; build again, or start again if that has happened just now"
            : !string.Equals(Plugin, expected.Plugin, StringComparison.Ordinal) || !string.Equals(Sha256, expected.Sha256, StringComparison.Ordinal) ? $"it serves the plugin {Plugin} ({Sha256}) and not {expected.Plugin} ({expected.Sha256})"
            : null;
    }
}

/// <summary>The version of the frames and their contents.</summary>
internal static class ProtocolVersion
{
    public const int Number = 3;
}
