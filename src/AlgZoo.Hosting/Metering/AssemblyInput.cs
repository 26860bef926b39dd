namespace AlgZoo.Hosting;

/// <summary>An assembly to be metered.</summary>
/// <param name="Path">Where it was read, for messages.</param>
/// <param name="Dll">Its bytes.</param>
/// <param name="Symbols">Its portable debug symbols, unless they are inside the assembly; null for none.</param>
internal sealed record AssemblyInput(string Path, byte[] Dll, byte[]? Symbols)
{
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>Reads an assembly and the symbols beside it.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    public static AssemblyInput Read(string path)
    {
        string symbols = System.IO.Path.ChangeExtension(path, ".pdb");
        return new AssemblyInput(path, File.ReadAllBytes(path), File.Exists(symbols) ? File.ReadAllBytes(symbols) : null);
    }
}
