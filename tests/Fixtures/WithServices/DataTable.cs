using System.Globalization;

namespace AlgZoo.Fixtures;

public sealed class DataTable(PluginContext context) : IDisposable
{
    public double Value { get; } = double.Parse(File.ReadAllText(Path.Combine(context.Folder, "table.txt")), CultureInfo.InvariantCulture);

    // Tells the test, through the plugin's folder, that the service provider was disposed.
    public void Dispose() => File.AppendAllText(Path.Combine(context.Folder, "disposed.txt"), "table\n");
}
