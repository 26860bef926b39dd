using System.Text.RegularExpressions;
using AlgZoo.Numerics;

namespace AlgZoo.Cli;

/// <summary>What an estimator may be called: its class, files and plugin by one name, its rows in tables by an id.</summary>
internal static partial class EstimatorName
{
    /// <summary>Refuses a name that cannot be a class beside those that its code uses.</summary>
    /// <exception cref="UserErrorException">It cannot; the message suggests another.</exception>
    public static void Check(string name)
    {
        if (!ClassName().IsMatch(name))
        {
            string suggestion = string.Concat(Word().Matches(name).Select(word => char.ToUpperInvariant(word.Value[0]) + word.Value[1..])).TrimStart(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
            throw new UserErrorException($"'{name}' cannot name a class; use letters and digits with a capital first, such as {(ClassName().IsMatch(suggestion) ? suggestion : "MyMethod")}.");
        }

        if (Array.Exists([typeof(IMechanisticEstimator), typeof(ForwardPass), typeof(object)], known => Array.Exists(known.Assembly.GetExportedTypes(), type => string.Equals(type.Name, name, StringComparison.Ordinal))))
        {
            throw new UserErrorException($"'{name}' names a class already, of .NET or of AlgZoo; choose another name, such as My{name}.");
        }
    }

    /// <summary>Refuses what no estimator can be called in tables and on the command line.</summary>
    /// <exception cref="UserErrorException">It cannot.</exception>
    public static void CheckId(string id)
    {
        if (!Id().IsMatch(id))
        {
            throw new UserErrorException($"--id: '{id}' is no id; use lower-case letters, digits and hyphens, not beginning with a hyphen.");
        }
    }

    [GeneratedRegex("^[A-Z][A-Za-z0-9]*$", RegexOptions.NonBacktracking)]
    private static partial Regex ClassName();

    [GeneratedRegex("[A-Za-z0-9]+", RegexOptions.NonBacktracking)]
    private static partial Regex Word();

    [GeneratedRegex("^[a-z0-9][a-z0-9-]*$", RegexOptions.NonBacktracking)]
    private static partial Regex Id();
}
