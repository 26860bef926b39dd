namespace AlgZoo.Metering;

/// <summary>
/// Stand-ins for library functions whose work the meter would not see: rewritten code calls these instead. Each has the signature of the original (an instance comes first), counts what the
/// original is about to do, and calls it.
/// </summary>
internal static partial class CallShims
{
    public static double EnumerableSum(IEnumerable<double> source) => Counted(source, OperationClass.AddDouble).Sum();

    public static float EnumerableSum(IEnumerable<float> source) => Counted(source, OperationClass.AddSingle).Sum();

    public static double? EnumerableSum(IEnumerable<double?> source) => Counted(source, OperationClass.AddDouble).Sum();

    public static float? EnumerableSum(IEnumerable<float?> source) => Counted(source, OperationClass.AddSingle).Sum();

    public static double EnumerableSum<TSource>(IEnumerable<TSource> source, Func<TSource, double> selector) => Counted(source, OperationClass.AddDouble).Sum(selector);

    public static float EnumerableSum<TSource>(IEnumerable<TSource> source, Func<TSource, float> selector) => Counted(source, OperationClass.AddSingle).Sum(selector);

    public static double? EnumerableSum<TSource>(IEnumerable<TSource> source, Func<TSource, double?> selector) => Counted(source, OperationClass.AddDouble).Sum(selector);

    public static float? EnumerableSum<TSource>(IEnumerable<TSource> source, Func<TSource, float?> selector) => Counted(source, OperationClass.AddSingle).Sum(selector);

    public static double EnumerableAverage(IEnumerable<double> source) => Divided(Counted(source, OperationClass.AddDouble), OperationClass.DivideDouble).Average();

    public static float EnumerableAverage(IEnumerable<float> source) => Divided(Counted(source, OperationClass.AddSingle), OperationClass.DivideSingle).Average();

    public static double? EnumerableAverage(IEnumerable<double?> source) => Divided(Counted(source, OperationClass.AddDouble), OperationClass.DivideDouble).Average();

    public static float? EnumerableAverage(IEnumerable<float?> source) => Divided(Counted(source, OperationClass.AddSingle), OperationClass.DivideSingle).Average();

    public static double EnumerableAverage<TSource>(IEnumerable<TSource> source, Func<TSource, double> selector) =>
        Divided(Counted(source, OperationClass.AddDouble), OperationClass.DivideDouble).Average(selector);

    public static float EnumerableAverage<TSource>(IEnumerable<TSource> source, Func<TSource, float> selector) =>
        Divided(Counted(source, OperationClass.AddSingle), OperationClass.DivideSingle).Average(selector);

    public static double? EnumerableAverage<TSource>(IEnumerable<TSource> source, Func<TSource, double?> selector) =>
        Divided(Counted(source, OperationClass.AddDouble), OperationClass.DivideDouble).Average(selector);

    public static float? EnumerableAverage<TSource>(IEnumerable<TSource> source, Func<TSource, float?> selector) =>
        Divided(Counted(source, OperationClass.AddSingle), OperationClass.DivideSingle).Average(selector);

    public static double EnumerableMin(IEnumerable<double> source) => Counted(source, OperationClass.CompareDouble).Min();

    public static float EnumerableMin(IEnumerable<float> source) => Counted(source, OperationClass.CompareSingle).Min();

    public static double? EnumerableMin(IEnumerable<double?> source) => Counted(source, OperationClass.CompareDouble).Min();

    public static float? EnumerableMin(IEnumerable<float?> source) => Counted(source, OperationClass.CompareSingle).Min();

    public static TSource? EnumerableMin<TSource>(IEnumerable<TSource> source) => Compared<TSource, TSource>(source).Min();

    public static TResult? EnumerableMin<TSource, TResult>(IEnumerable<TSource> source, Func<TSource, TResult> selector) => Compared<TSource, TResult>(source).Min(selector);

    public static double EnumerableMin<TSource>(IEnumerable<TSource> source, Func<TSource, double> selector) => Counted(source, OperationClass.CompareDouble).Min(selector);

    public static float EnumerableMin<TSource>(IEnumerable<TSource> source, Func<TSource, float> selector) => Counted(source, OperationClass.CompareSingle).Min(selector);

    public static double? EnumerableMin<TSource>(IEnumerable<TSource> source, Func<TSource, double?> selector) => Counted(source, OperationClass.CompareDouble).Min(selector);

    public static float? EnumerableMin<TSource>(IEnumerable<TSource> source, Func<TSource, float?> selector) => Counted(source, OperationClass.CompareSingle).Min(selector);

    public static double EnumerableMax(IEnumerable<double> source) => Counted(source, OperationClass.CompareDouble).Max();

    public static float EnumerableMax(IEnumerable<float> source) => Counted(source, OperationClass.CompareSingle).Max();

    public static double? EnumerableMax(IEnumerable<double?> source) => Counted(source, OperationClass.CompareDouble).Max();

    public static float? EnumerableMax(IEnumerable<float?> source) => Counted(source, OperationClass.CompareSingle).Max();

    public static TSource? EnumerableMax<TSource>(IEnumerable<TSource> source) => Compared<TSource, TSource>(source).Max();

    public static TResult? EnumerableMax<TSource, TResult>(IEnumerable<TSource> source, Func<TSource, TResult> selector) => Compared<TSource, TResult>(source).Max(selector);

    public static double EnumerableMax<TSource>(IEnumerable<TSource> source, Func<TSource, double> selector) => Counted(source, OperationClass.CompareDouble).Max(selector);

    public static float EnumerableMax<TSource>(IEnumerable<TSource> source, Func<TSource, float> selector) => Counted(source, OperationClass.CompareSingle).Max(selector);

    public static double? EnumerableMax<TSource>(IEnumerable<TSource> source, Func<TSource, double?> selector) => Counted(source, OperationClass.CompareDouble).Max(selector);

    public static float? EnumerableMax<TSource>(IEnumerable<TSource> source, Func<TSource, float?> selector) => Counted(source, OperationClass.CompareSingle).Max(selector);

    private static void Count(OperationClass operation, long times) => ThreadCounter.Current().Count((int)operation, times);

    // At once where the number is known, so that the original gets the collection itself and takes the same path to the same bits; otherwise one by one.
    private static IEnumerable<T> Counted<T>(IEnumerable<T> source, OperationClass operation)
    {
        if (source is null)
        {
            return null!;
        }

        if (!source.TryGetNonEnumeratedCount(out int count))
        {
            return OneByOne(source, operation);
        }

        Count(operation, count);
        return source;
    }

    private static IEnumerable<T> OneByOne<T>(IEnumerable<T> source, OperationClass operation)
    {
        foreach (var item in source)
        {
            Count(operation, 1);
            yield return item;
        }
    }

    private static IEnumerable<T> Compared<T, TCompared>(IEnumerable<T> source) =>
        MeteredCode.IsDouble<TCompared>() == 1 ? Counted(source, OperationClass.CompareDouble)
        : MeteredCode.IsSingle<TCompared>() == 1 ? Counted(source, OperationClass.CompareSingle)
        : source;

    private static IEnumerable<T> Divided<T>(IEnumerable<T> source, OperationClass operation)
    {
        Count(operation, 1);
        return source;
    }
}
