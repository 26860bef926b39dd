using System.Numerics;

namespace AlgZoo.Metering;

internal static partial class CallShims
{
    public static void ArraySort<T>(T[] array)
    {
        CountSort<T>(array?.Length ?? 0);
        Array.Sort(array!);
    }

    public static void ArraySort<T>(T[] array, int index, int length)
    {
        CountSort<T>(length);
        Array.Sort(array, index, length);
    }

    public static void ArraySort<TKey, TValue>(TKey[] keys, TValue[]? items)
    {
        CountSort<TKey>(keys?.Length ?? 0);
        Array.Sort(keys!, items);
    }

    public static void ArraySort<TKey, TValue>(TKey[] keys, TValue[]? items, int index, int length)
    {
        CountSort<TKey>(length);
        Array.Sort(keys, items, index, length);
    }

    public static void MemoryExtensionsSort<T>(Span<T> span)
    {
        CountSort<T>(span.Length);
        span.Sort();
    }

    public static void MemoryExtensionsSort<TKey, TValue>(Span<TKey> keys, Span<TValue> items)
    {
        CountSort<TKey>(keys.Length);
        keys.Sort(items);
    }

    public static void ListSort(List<double> list)
    {
        CountSort<double>(list?.Count ?? 0);
        list!.Sort();
    }

    public static void ListSort(List<float> list)
    {
        CountSort<float>(list?.Count ?? 0);
        list!.Sort();
    }

    public static void ListSort(List<Half> list)
    {
        CountSort<Half>(list?.Count ?? 0);
        list!.Sort();
    }

    private static void CountSort<T>(int count)
    {
        if (count > 1 && MeteredCode.IsDouble<T>() + MeteredCode.IsSingle<T>() == 1)
        {
            Count(OperationClass.SortStep, (long)count * (BitOperations.Log2((uint)count - 1) + 1));
        }
    }
}
