using System.Runtime.CompilerServices;

namespace AlgZoo.Numerics;

/// <summary>Pinned memory at a cache-line boundary. Pointers into it are valid while the buffer is reachable.</summary>
internal sealed unsafe class AlignedBuffer<T>
    where T : unmanaged
{
    private const int Alignment = 64;

    private readonly T[] _array;
    private readonly int _offset;

    public AlignedBuffer(int length)
    {
        _array = GC.AllocateArray<T>(length + (Alignment / sizeof(T)), pinned: true);
        Length = length;
        nuint address = (nuint)Unsafe.AsPointer(ref _array[0]);
        _offset = (int)((Alignment - (address % Alignment)) % Alignment) / sizeof(T);
    }

    public int Length { get; }

    public T* Pointer => (T*)Unsafe.AsPointer(ref _array[_offset]);
}
