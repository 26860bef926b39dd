using System.Collections.Frozen;
using AlgZoo.Metering;
using AlgZoo.Numerics;
using Mono.Cecil;
using Mono.Collections.Generic;

namespace AlgZoo.Hosting;

/// <summary>The functions of the host that plugins may call: what they cost is declared with <see cref="OperationCostAttribute"/>, or they charge it themselves.</summary>
internal sealed class HostFunctions
{
    private static readonly Lazy<HostFunctions> Instance = new(() => new HostFunctions([typeof(IMechanisticEstimator).Assembly.Location, typeof(ForwardPass).Assembly.Location]));

    private readonly FrozenSet<string> _assemblies;
    private readonly FrozenDictionary<string, FrozenDictionary<MethodDefinition, CallCost>> _costsByType;

    /// <summary>Reads what the methods of assemblies declare.</summary>
    /// <param name="files">The assemblies.</param>
    /// <exception cref="InvalidOperationException">A declaration cannot be charged at a call.</exception>
    public HostFunctions(IReadOnlyList<string> files)
    {
        var modules = files.Select(file => ModuleDefinition.ReadModule(file, new ReaderParameters(ReadingMode.Immediate))).ToArray();
        _assemblies = modules.Select(module => module.Assembly.Name.Name).ToFrozenSet(StringComparer.Ordinal);
        _costsByType = modules
            .SelectMany(module => module.GetTypes())
            .SelectMany(type => type.Methods)
            .Select(method => (Method: method, Cost: Declared(method)))
            .Where(entry => entry.Cost is not null)
            .GroupBy(entry => entry.Method.DeclaringType.FullName, StringComparer.Ordinal)
            .ToFrozenDictionary(type => type.Key, type => type.ToFrozenDictionary(entry => entry.Method, entry => entry.Cost!), StringComparer.Ordinal);
        foreach (var module in modules)
        {
            module.Dispose();
        }
    }

    /// <summary>The assemblies that the host shares with its plugins.</summary>
    public static HostFunctions Shared => Instance.Value;

    /// <summary>The price of a method of these assemblies; null for a method of another.</summary>
    public CallPrice? Of(MethodReference method)
    {
        if (!_assemblies.Contains(method.DeclaringType.Scope.Name))
        {
            return null;
        }

        if (!_costsByType.TryGetValue(method.DeclaringType.GetElementType().FullName, out var costs))
        {
            return CallPrice.Free;
        }

        var definition = MetadataResolver.GetMethod(new Collection<MethodDefinition>([.. costs.Keys]), method.GetElementMethod());
        return definition is not null ? CallPrice.Priced(costs[definition]) : CallPrice.Free;
    }

    private static CallCost? Declared(MethodDefinition method)
    {
        var declarations = method.CustomAttributes
            .Where(attribute => attribute.AttributeType.FullName is "AlgZoo.Metering.OperationCostAttribute")
            .Select(attribute => (
                Operation: (OperationClass)attribute.ConstructorArguments[0].Value,
                Count: (int)attribute.ConstructorArguments[1].Value,
                Span: (string?)attribute.Properties.SingleOrDefault(property => property.Name is nameof(OperationCostAttribute.PerElementOf)).Argument.Value))
            .ToArray();
        if (declarations.Length == 0)
        {
            return null;
        }

        string? span = declarations[0].Span;
        int parameter = method.Parameters.FirstOrDefault(each => string.Equals(each.Name, span, StringComparison.Ordinal))?.Index ?? -1;
        if ((span is not null && parameter < 0) || Array.Exists(declarations, each => !string.Equals(each.Span, span, StringComparison.Ordinal)))
        {
            throw new InvalidOperationException($"The operation costs of {method.FullName} must all be constant or all be per element of one parameter.");
        }

        return new CallCost(OperationCounts.Of([.. declarations.Select(each => (each.Operation, (long)each.Count))]), SpanParameter: parameter);
    }
}
