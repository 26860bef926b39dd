namespace AlgZoo.Training;

/// <summary>A number of rows or columns, as a type argument.</summary>
internal interface IBlockSize
{
    static abstract int Size { get; }
}

internal readonly struct One : IBlockSize
{
    public static int Size => 1;
}

internal readonly struct Two : IBlockSize
{
    public static int Size => 2;
}

internal readonly struct Four : IBlockSize
{
    public static int Size => 4;
}
