using System.Xml.Linq;

namespace AlgZoo.Cli;

/// <summary>A folder of packages as a source for NuGet, besides those that it knows.</summary>
internal static class PackageSource
{
    /// <summary>The file that names it.</summary>
    /// <exception cref="UserErrorException">The folder lacks AlgZoo's packages.</exception>
    public static (string Path, string Text) Configuration(string folder, string version)
    {
        string package = Path.Combine(folder, $"AlgZoo.Abstractions.{version}.nupkg");
        if (!File.Exists(package))
        {
            throw new UserErrorException($"--package-source: there is no {package}; name the folder that holds AlgZoo's packages.");
        }

        var configuration = new XElement("configuration", new XElement("packageSources", new XElement("add", new XAttribute("key", "algzoo"), new XAttribute("value", Path.GetFullPath(folder)))));
        return ("nuget.config", configuration + "\n");
    }
}
