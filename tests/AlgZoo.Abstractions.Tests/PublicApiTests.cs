using System.Globalization;
using System.Reflection;
using System.Text;
using AlgZoo.Tests.Support;

namespace AlgZoo.Abstractions.Tests;

/// <summary>The contract with plugins grows on purpose only: any change of a public signature shows here.</summary>
public sealed class PublicApiTests
{
    private const string ApprovedFile = "tests/AlgZoo.Abstractions.Tests/PublicApi.approved.txt";
    private const string AcceptVariable = "ALGZOO_ACCEPT_API";

    [Test]
    public void The_public_API_is_the_approved_one()
    {
        string path = Path.Combine(OriginalModels.RepositoryRoot, ApprovedFile);
        string actual = Describe(typeof(IMechanisticEstimator).Assembly);
        if (Environment.GetEnvironmentVariable(AcceptVariable) == "1")
        {
            File.WriteAllText(path, actual);
        }

        string[] approved = File.Exists(path) ? File.ReadAllLines(path) : [];
        string[] lines = actual.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] changes = [.. approved.Except(lines).Select(line => "- " + line), .. lines.Except(approved).Select(line => "+ " + line)];
        Assert.That(changes, Is.Empty, $"The public API changed. If that is intended, run this test once with {AcceptVariable}=1 and commit {ApprovedFile}.");
    }

    private static string Describe(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            string kind = type.IsEnum ? "enum" : type.IsInterface ? "interface" : type.IsValueType ? "struct" : type is { IsAbstract: true, IsSealed: true } ? "static class" : type.IsAbstract ? "abstract class" : type.IsSealed ? "sealed class" : "class";
            Type[] parents = [.. new[] { type.BaseType }.OfType<Type>().Where(parent => parent != typeof(object) && parent != typeof(ValueType) && parent != typeof(Enum)), .. type.GetInterfaces().OrderBy(Name, StringComparer.Ordinal)];
            string name = Name(type);
            text.Append(kind).Append(' ').Append(name).Append(parents.Length == 0 || type.IsEnum ? "" : " : " + string.Join(", ", parents.Select(Name))).Append('\n');
            var members = type.IsEnum
                ? Enum.GetValues(type).Cast<object>().Select(value => string.Create(CultureInfo.InvariantCulture, $"{value} = {Convert.ToInt64(value, CultureInfo.InvariantCulture)}"))
                : type.GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly).Select(Signature).OfType<string>().Order(StringComparer.Ordinal);
            foreach (string member in members)
            {
                text.Append(name).Append(": ").Append(member).Append('\n');
            }
        }

        return text.ToString();
    }

    private static string? Signature(MemberInfo member) => member switch
    {
        ConstructorInfo constructor when IsVisible(constructor) => $"new({Parameters(constructor)})",
        FieldInfo { IsSpecialName: false } field when field.IsPublic || field.IsFamily => $"{(field.IsLiteral ? "const " : "field ")}{Name(field.FieldType)} {field.Name}{(field.IsLiteral ? string.Create(CultureInfo.InvariantCulture, $" = {field.GetRawConstantValue()}") : "")}",
        PropertyInfo property => Accessors(property),
        MethodInfo { IsSpecialName: false } method when IsVisible(method) && !method.Name.Contains('<', StringComparison.Ordinal) => $"{Modifier(method)}{Name(method.ReturnType)} {method.Name}({Parameters(method)})",
        MethodInfo { IsSpecialName: true } method when IsVisible(method) && method.Name.StartsWith("op_", StringComparison.Ordinal) => $"{Name(method.ReturnType)} {method.Name}({Parameters(method)})",
        _ => null,
    };

    private static string? Accessors(PropertyInfo property)
    {
        MethodInfo[] visible = [.. property.GetAccessors(nonPublic: true).Where(IsVisible)];
        if (visible.Length == 0)
        {
            return null;
        }

        var words = visible.Select(accessor => accessor.ReturnType != typeof(void) ? "get;"
            : accessor.ReturnParameter.GetRequiredCustomModifiers().Any(modifier => modifier.Name == "IsExternalInit") ? "init;" : "set;");
        return $"{Modifier(visible[0])}{Name(property.PropertyType)} {property.Name} {{ {string.Join(' ', words)} }}";
    }

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Modifier(MethodInfo method) => (method.IsFamily ? "protected " : "") + (method.IsStatic ? "static " : method.IsAbstract ? "abstract " : "");

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter =>
        $"{(parameter.IsOut ? "out " : "")}{Name(parameter.ParameterType)} {parameter.Name}{(parameter.HasDefaultValue ? string.Create(CultureInfo.InvariantCulture, $" = {parameter.DefaultValue ?? "default"}") : "")}"));

    private static string Name(Type type)
    {
        if (type.IsByRef)
        {
            return Name(type.GetElementType()!);
        }

        if (type.IsArray)
        {
            return Name(type.GetElementType()!) + "[]";
        }

        return type.IsGenericType ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : type.Name;
    }
}
