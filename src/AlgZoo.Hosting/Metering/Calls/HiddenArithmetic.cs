using System.Collections.Frozen;
using Mono.Cecil;

namespace AlgZoo.Hosting;

/// <summary>Methods of the libraries outside the price list: those that only hold, move, show or hand over numbers are free, the others are not metered.</summary>
internal static class HiddenArithmetic
{
    /// <summary>Namespaces that do no arithmetic on their callers' numbers, except in <see cref="Comparisons"/>.</summary>
    private static readonly NameSet NamespacesOfData = new(
        "System System.Linq System.Buffers* System.Collections* System.ComponentModel* System.Data* System.Diagnostics* System.Dynamic System.Formats* System.Globalization System.IO* " +
        "System.Linq.Expressions* System.Net* System.Numerics System.Numerics.Tensors System.Reflection* System.Resources System.Runtime.CompilerServices System.Runtime.ExceptionServices System.Runtime.InteropServices* " +
        "System.Runtime.Serialization* System.Runtime.Versioning System.Security* System.Text* System.Threading* System.Timers System.Xml* Microsoft.Extensions* Microsoft.Win32*");

    /// <summary>By type: the methods that compare numbers, with the place of the compared type among the generic arguments of the method or, in a collection, of the type.</summary>
    private static readonly FrozenDictionary<string, (NameSet Names, int Argument)[]> Comparisons = new Dictionary<string, (NameSet, int)[]>(StringComparer.Ordinal)
    {
        ["System.Linq.Enumerable"] = Linq,
        ["System.Linq.ParallelEnumerable"] = [.. Linq, (new("Sum Average Min Max"), -1)],
        ["System.Linq.Queryable"] = [.. Linq, (new("Sum Average Min Max"), -1)],
        ["System.Linq.AsyncEnumerable"] = [.. LinqAsync, (new("SumAsync AverageAsync MinAsync MaxAsync"), -1)],
        ["System.Array"] = [(new("Sort BinarySearch IndexOf LastIndexOf"), 0)],
        ["System.MemoryExtensions"] = [(new("Sort BinarySearch IndexOf* LastIndexOf* Contains* Count* StartsWith EndsWith CommonPrefixLength Trim*"), 0)],
        ["System.Collections.Generic.List`1"] = [(new("Sort BinarySearch Contains IndexOf LastIndexOf Remove"), 0)],
        ["System.Collections.Generic.LinkedList`1"] = [(new("Contains Find FindLast Remove"), 0)],
        ["System.Collections.Generic.Queue`1"] = [(new("Contains"), 0)],
        ["System.Collections.Generic.Stack`1"] = [(new("Contains"), 0)],
        ["System.Collections.Generic.PriorityQueue`2"] = [(new("Enqueue* Dequeue* TryDequeue Remove"), 1)],
        ["System.Collections.Generic.SortedSet`1"] = [(new("Add Remove Contains TryGetValue UnionWith ExceptWith IntersectWith SymmetricExceptWith GetViewBetween Is* SetEquals Overlaps"), 0)],
        ["System.Collections.Generic.SortedDictionary`2"] = SortedDictionary,
        ["System.Collections.Generic.SortedList`2"] = [.. SortedDictionary, (new("IndexOfKey"), 0), (new("IndexOfValue"), 1)],
        ["System.Collections.ObjectModel.Collection`1"] = [(new("Contains IndexOf Remove"), 0)],
        ["System.Collections.ObjectModel.ReadOnlyCollection`1"] = [(new("Contains IndexOf"), 0)],
        ["System.Collections.Immutable.ImmutableArray`1"] = [(new("Sort Contains IndexOf LastIndexOf Remove Replace"), 0)],
        ["System.Collections.Immutable.ImmutableList`1"] = [(new("Sort BinarySearch Contains IndexOf LastIndexOf Remove Replace"), 0)],
        ["System.Collections.Immutable.ImmutableSortedSet`1"] = [(new("Add Remove Contains TryGetValue Union Except Intersect"), 0)],
        ["System.Collections.Immutable.ImmutableSortedDictionary`2"] = [(new("Add SetItem Remove ContainsKey TryGetValue get_Item"), 0)],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static (NameSet Names, int Argument)[] Linq =>
    [
        (new("Contains SequenceEqual Distinct Union Except Intersect Order OrderDescending ToHashSet"), 0),
        (new("OrderBy OrderByDescending ThenBy ThenByDescending MaxBy MinBy DistinctBy UnionBy ExceptBy IntersectBy"), 1),
    ];

    private static (NameSet Names, int Argument)[] LinqAsync =>
    [
        (new("ContainsAsync SequenceEqualAsync Distinct Union Except Intersect Order OrderDescending ToHashSetAsync"), 0),
        (new("OrderBy OrderByDescending ThenBy ThenByDescending MaxByAsync MinByAsync DistinctBy UnionBy ExceptBy IntersectBy"), 1),
    ];

    private static (NameSet Names, int Argument)[] SortedDictionary =>
    [
        (new("Add TryAdd Remove ContainsKey TryGetValue get_Item set_Item"), 0),
        (new("ContainsValue"), 1),
    ];

    public static CallPrice Of(Callee callee)
    {
        if (Comparisons.TryGetValue(callee.TypeName, out var rows))
        {
            return Array.Exists(rows, row => row.Names.Contains(callee.Name) && ComparesNumbers(callee, row.Argument)) && !Comparers.AmongParametersOf(callee)
                ? CallPrice.HiddenArithmetic
                : CallPrice.Free;
        }

        if (NamespacesOfData.Contains(callee.Namespace))
        {
            return CallPrice.Free;
        }

        return callee.Parameters.Append(callee.ReturnType).Append(callee.DeclaringType).Any(CarriesNumbers) ? CallPrice.HiddenArithmetic : CallPrice.Free;
    }

    /// <summary>Whether data of a type holds floating-point numbers; unknown for a generic parameter, and so assumed not to.</summary>
    public static bool CarriesNumbers(TypeReference type) => type switch
    {
        GenericParameter => false,
        GenericInstanceType instance => instance.GenericArguments.Any(CarriesNumbers),
        TypeSpecification specification => CarriesNumbers(specification.ElementType),
        _ => FloatElement.Of(type) is not null || NumericStructs.Names.Contains(type.FullName),
    };

    /// <summary>A negative place stands for whatever the method takes or returns.</summary>
    private static bool ComparesNumbers(Callee callee, int argument)
    {
        if (argument < 0)
        {
            return callee.Parameters.Append(callee.ReturnType).Any(CarriesNumbers);
        }

        var arguments = callee.IsGenericMethod ? callee.MethodArguments : callee.TypeArguments;
        return argument < arguments.Length && CarriesNumbers(arguments[argument]);
    }
}
