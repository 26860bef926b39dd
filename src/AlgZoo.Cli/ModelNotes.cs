using AlgZoo.Zoo;

namespace AlgZoo.Cli;

/// <summary>Says on standard error what a user should know about how a model was loaded.</summary>
internal static class ModelNotes
{
    public static void Write(LoadedModel loaded)
    {
        if (loaded.TaskIsAssumed)
        {
            Terminal.Note($"{loaded.Reference}: the file does not tell its task; {loaded.Task.Name} is assumed. Use --task to say otherwise.");
        }
    }
}
