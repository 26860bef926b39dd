using System.Globalization;
using System.Runtime;
using System.Runtime.InteropServices;

namespace AlgZoo.Cli;

/// <summary>What this program runs on.</summary>
internal sealed class RuntimeCheck : ICheck
{
    public string Id => "runtime";

    public IEnumerable<Finding> Examine(CancellationToken cancellationToken)
    {
        string summary = string.Create(
            CultureInfo.InvariantCulture, $"{RuntimeInformation.FrameworkDescription} on {RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}, {Environment.ProcessorCount} processors");
        string folder = RuntimeEnvironment.GetRuntimeDirectory();
        // Under emulation everything works, several times slower.
        yield return RuntimeInformation.ProcessArchitecture == RuntimeInformation.OSArchitecture
            ? Finding.Ok(Id, summary, folder)
            : Finding.Note(
                Id, $"{summary}: emulated, the system is {RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}",
                $"Install the .NET runtime for {RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}, which is several times faster.", folder);
    }
}
