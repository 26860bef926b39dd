using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using AlgZoo.Evaluation;

namespace AlgZoo.Cli;

/// <summary>What the processor has, as .NET sees it, and which kernels are chosen for it.</summary>
internal sealed class ProcessorCheck : ICheck
{
    private const string Name = "processor";

    public string Id => Name;

    public IEnumerable<Finding> Examine(CancellationToken cancellationToken)
    {
        yield return Judge(ProcessorName.Find() ?? "a processor whose name the system does not tell", [.. Features()], SamplingSpeed.Kernel);
    }

    /// <summary>What to make of a processor.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="features">What it has.</param>
    /// <param name="kernel">The vectors of the kernels.</param>
    public static Finding Judge(string name, IReadOnlyList<string> features, string kernel)
    {
        string summary = $"{name} with {(features.Count == 0 ? "no vector instructions that .NET may use" : string.Join(", ", features))}; kernels of {kernel}";
        return kernel is "Scalar"
            ? Finding.Note(Name, summary + ", several times slower than vectors", "Unset what switches instructions off (DOTNET_EnableHWIntrinsic and its kin, an emulator's settings), or use a processor with AVX2 and FMA, or NEON. Scores stay the same.")
            : Finding.Ok(Name, summary);
    }

    private static IEnumerable<string> Features()
    {
        (string Name, bool IsThere)[] all = RuntimeInformation.ProcessArchitecture is Architecture.Arm64
            ? [("NEON", AdvSimd.IsSupported)]
            : [("AVX-512", Avx512F.IsSupported), ("AVX2", Avx2.IsSupported), ("FMA", Fma.IsSupported)];
        return all.Where(feature => feature.IsThere).Select(feature => feature.Name);
    }
}
