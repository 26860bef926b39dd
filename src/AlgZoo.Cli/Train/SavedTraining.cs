using System.Buffers.Binary;
using System.Security.Cryptography;
using AlgZoo.Training;

namespace AlgZoo.Cli;

/// <summary>An unfinished run as it is written to its state file.</summary>
/// <param name="Recipe">The recipe.</param>
/// <param name="Step">Steps done.</param>
/// <param name="Seconds">Time they took.</param>
/// <param name="Window">What the next line of the log has so far.</param>
/// <param name="Parameters">Little-endian float32.</param>
/// <param name="FirstMoments">Little-endian float32, as many as parameters.</param>
/// <param name="SecondMoments">Little-endian float32, as many as parameters.</param>
/// <param name="Sha256">Of the three, one after the other.</param>
internal sealed record SavedTraining(RecipeRecord Recipe, long Step, double Seconds, StepWindow Window, byte[] Parameters, byte[] FirstMoments, byte[] SecondMoments, string Sha256)
{
    public static void Write(string path, RecipeRecord recipe, TrainingState state, double seconds, StepWindow window)
    {
        byte[] parameters = LittleEndian(state.Parameters);
        byte[] firstMoments = LittleEndian(state.FirstMoments);
        byte[] secondMoments = LittleEndian(state.SecondMoments);
        var saved = new SavedTraining(recipe, state.Step, seconds, window, parameters, firstMoments, secondMoments, Hash(parameters, firstMoments, secondMoments));
        TrainingJson.Write(path, saved, TrainingJson.Readable.SavedTraining);
    }

    /// <summary>Reads a state file.</summary>
    /// <exception cref="UserErrorException">It is damaged, or of another recipe.</exception>
    public static SavedTraining Read(string path, RecipeRecord recipe)
    {
        var saved = TrainingJson.Read(path, TrainingJson.Readable.SavedTraining);
        recipe.EnsureSameAs(saved.Recipe, path);
        bool isSound = saved.Step >= 0 && saved.Step <= recipe.Sequences / recipe.BatchSize
            && string.Equals(saved.Sha256, Hash(saved.Parameters, saved.FirstMoments, saved.SecondMoments), StringComparison.Ordinal);
        return isSound ? saved : throw TrainingJson.Damaged(path);
    }

    public TrainingState ToState() => new(Step, Floats(Parameters), Floats(FirstMoments), Floats(SecondMoments));

    private static string Hash(params ReadOnlySpan<byte[]> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (byte[] part in parts)
        {
            hash.AppendData(part);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static byte[] LittleEndian(float[] values)
    {
        byte[] bytes = new byte[sizeof(float) * values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), values[i]);
        }

        return bytes;
    }

    private static float[] Floats(byte[] bytes)
    {
        float[] values = new float[bytes.Length / sizeof(float)];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(i * sizeof(float)));
        }

        return values;
    }
}
