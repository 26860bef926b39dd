using AlgZoo.Zoo;
using Microsoft.Extensions.Options;

namespace AlgZoo.Hosting;

internal sealed class AlgZooOptionsValidator : IValidateOptions<AlgZooOptions>
{
    public ValidateOptionsResult Validate(string? name, AlgZooOptions options)
    {
        string[] failures = [.. options.PluginFolders.Select(Defect).Append(AddressDefect(options.BaseAddress)).OfType<string>()];
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static string? Defect(string? folder)
    {
        if (string.IsNullOrWhiteSpace(folder))
        {
            return $"{nameof(AlgZooOptions)}.{nameof(AlgZooOptions.PluginFolders)} holds an empty path; remove it.";
        }

        return Directory.Exists(folder) || File.Exists(folder)
            ? null
            : $"The plugin folder '{folder}' in {nameof(AlgZooOptions)}.{nameof(AlgZooOptions.PluginFolders)} does not exist; create it or correct the path.";
    }

    private static string? AddressDefect(string? address) => address is not null && OriginalZoo.TryParseAddress(address, out _)
        ? null
        : $"The base address '{address}' of the original zoo is no http or https address, such as {OriginalZoo.PublicAddress}; correct --base-address or ALGZOO_BASE_ADDRESS.";
}
