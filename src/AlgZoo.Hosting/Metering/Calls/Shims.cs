using Mono.Cecil;

namespace AlgZoo.Hosting;

/// <summary>
/// Methods of the runtime whose cost depends on data that the caller does not have at hand, that start work where the meter would lose it, or that tell the time: methods of the host take their place.
/// </summary>
internal static class Shims
{
    private static readonly NameSet Aggregates = new("Sum Average Min Max");

    /// <summary>Name of the method that takes the callee's place; null where none does.</summary>
    public static string? Of(Callee callee) => callee.TypeName switch
    {
        "System.Linq.Enumerable" when Aggregates.Contains(callee.Name) && Datum(callee) is { } datum && FloatElement.Of(datum) is not null => "Enumerable" + callee.Name,
        "System.Array" when callee.Name is "Sort" && callee.IsGenericMethod && SortsNumbers(callee, callee.MethodArguments) => "ArraySort",
        "System.MemoryExtensions" when callee.Name is "Sort" && SortsNumbers(callee, callee.MethodArguments) => "MemoryExtensionsSort",
        "System.Collections.Generic.List`1" when callee is { Name: "Sort", Parameters: [] } && SortsNumbers(callee, callee.TypeArguments) => "ListSort",
        "System.Threading.Thread" when callee.IsConstructor => "ThreadConstructor",
        "System.Threading.Thread" when callee.Name is "UnsafeStart" => "ThreadUnsafeStart",
        "System.Threading.ThreadPool" when callee is { Name: "QueueUserWorkItem" or "UnsafeQueueUserWorkItem", Parameters: [var work, ..] } && IsDelegate(work) => "ThreadPool" + callee.Name,
        "System.Threading.Timer" when callee.IsConstructor => "TimerConstructor",
        "System.Runtime.CompilerServices.AsyncVoidMethodBuilder" when callee.Name is "SetException" => "AsyncVoidSetException",
        "System.DateTime" when callee.Name is "get_Now" or "get_UtcNow" or "get_Today" => "DateTime" + Property(callee),
        "System.DateTimeOffset" when callee.Name is "get_Now" or "get_UtcNow" => "DateTimeOffset" + Property(callee),
        "System.Environment" when callee.Name is "get_TickCount" or "get_TickCount64" => "Environment" + Property(callee),
        "System.TimeProvider" when callee.Name is "get_System" => "TimeProvider" + Property(callee),
        "System.Diagnostics.Stopwatch" when callee.Name is "get_Elapsed" or "get_ElapsedMilliseconds" or "get_ElapsedTicks" => "Stopwatch" + Property(callee),
        "System.Diagnostics.Stopwatch" when callee.Name is "GetTimestamp" || callee is { Name: "GetElapsedTime", Parameters.Length: 1 } => "Stopwatch" + callee.Name,
        "System.Threading.CancellationTokenSource" when callee is { IsConstructor: true, Parameters.Length: 1 } => "CancellationTokenSourceConstructor",
        "System.Threading.CancellationTokenSource" when callee.Name is "CancelAfter" => "CancellationTokenSourceCancelAfter",
        _ => null,
    };

    private static string Property(Callee callee) => callee.Name["get_".Length..];

    /// <summary>What is aggregated: the last generic argument of <c>IEnumerable&lt;double&gt;</c>, or of the selector <c>Func&lt;T, double?&gt;</c>.</summary>
    private static TypeReference? Datum(Callee callee) => callee.Parameters[^1] is GenericInstanceType last && !Comparers.AmongParametersOf(callee)
        ? last.GenericArguments[^1] is GenericInstanceType { ElementType.FullName: "System.Nullable`1", GenericArguments: [var number] } ? number : last.GenericArguments[^1]
        : null;

    private static bool SortsNumbers(Callee callee, TypeReference[] arguments) => FloatElement.Of(arguments[0]) is not null && !Comparers.AmongParametersOf(callee);

    private static bool IsDelegate(TypeReference type) => type.GetElementType().FullName is "System.Threading.WaitCallback" or "System.Action`1";
}
