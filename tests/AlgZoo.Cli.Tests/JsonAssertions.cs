using System.Text.Json;

namespace AlgZoo.Cli.Tests;

internal static class JsonAssertions
{
    /// <summary>The names of an object's fields.</summary>
    public static string[] Names(this JsonElement element) => [.. element.EnumerateObject().Select(property => property.Name)];

    public static double Number(this JsonElement element, string name) => element.GetProperty(name).GetDouble();

    public static string? Text(this JsonElement element, string name) => element.GetProperty(name).GetString();

    public static JsonElement[] Items(this JsonElement element, string name) => [.. element.GetProperty(name).EnumerateArray()];

    /// <summary>Each line of a .jsonl file.</summary>
    public static JsonElement[] ReadLines(string path) => [.. File.ReadAllLines(path).Select(line => JsonElement.Parse(line))];
}
