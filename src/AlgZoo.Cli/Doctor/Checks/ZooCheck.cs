using System.Diagnostics;
using System.Globalization;
using AlgZoo.Hosting;
using AlgZoo.Zoo;

namespace AlgZoo.Cli;

/// <summary>Whether the originals can be downloaded.</summary>
/// <param name="baseAddress">The address that the user named; null for the usual one.</param>
/// <param name="isOffline">Whether the server is to be left alone.</param>
internal sealed class ZooCheck(string? baseAddress, bool isOffline) : ICheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    public string Id => "zoo";

    public IEnumerable<Finding> Examine(CancellationToken cancellationToken)
    {
        string named = baseAddress ?? AlgZooOptions.UsualBaseAddress;
        string folder = Path.Combine(AlgZooOptions.UsualCacheFolder, "zoo");
        if (!OriginalZoo.TryParseAddress(named, out var address))
        {
            return [Finding.Problem(Id, $"ALGZOO_BASE_ADDRESS is '{named}', which is no http or https address", $"Unset ALGZOO_BASE_ADDRESS, or set it to an address such as {OriginalZoo.PublicAddress}.")];
        }

        using var zoo = new OriginalZoo(folder, address);
        string cached = string.Create(CultureInfo.InvariantCulture, $"{zoo.Cached().Count:N0} of {ZooCatalogue.Files.Count:N0} originals are cached");
        if (isOffline)
        {
            return [Finding.Ok(Id, $"{cached}; {address} was not asked (--offline)")];
        }

        var clock = Stopwatch.StartNew();
        string? obstacle = zoo.TryReachAsync(Patience, cancellationToken).GetAwaiter().GetResult();
        return
        [
            obstacle is null
                ? Finding.Ok(Id, string.Create(CultureInfo.InvariantCulture, $"{cached}; {address} answers in {clock.Elapsed.TotalMilliseconds:0} ms"))
                : Finding.Note(Id, $"{cached}; {obstacle}", $"Check the network or HTTPS_PROXY, name a mirror by --base-address or ALGZOO_BASE_ADDRESS, put AlgZoo's files into {folder}, or use trained: models, which ship."),
        ];
    }
}
