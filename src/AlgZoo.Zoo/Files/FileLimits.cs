namespace AlgZoo.Zoo;

/// <summary>Caps on what a model file may hold; the largest supported model stays well below each.</summary>
internal static class FileLimits
{
    public const int FileBytes = 16 << 20;

    public const int Tensors = 64;

    /// <summary>Weights of all tensors of a file together.</summary>
    public const int Weights = FileBytes / sizeof(float);

    public const int Rank = 4;
}
