using System.CommandLine;
using AlgZoo.Zoo;

namespace AlgZoo.Cli;

/// <summary><c>algzoo completion bash|zsh|pwsh</c>: the script that lets a shell complete algzoo's words.</summary>
internal static class CompletionCommand
{
    private static readonly (string Shell, string Script)[] Shells = [("bash", "algzoo.bash"), ("zsh", "algzoo.zsh"), ("pwsh", "algzoo.ps1")];

    public static Command Create()
    {
        string[] names = [.. Shells.Select(entry => entry.Shell)];
        var shell = new Argument<string>("shell")
        {
            Description = $"{string.Join(", ", names)} (PowerShell)",
            CustomParser = result =>
            {
                string name = result.Tokens[^1].Value;
                if (!names.Contains(name, StringComparer.Ordinal))
                {
                    result.AddError($"There is no completion for '{name}'{NearestName.DidYouMean(name, names)}; there is for {string.Join(", ", names)}.");
                }

                return name;
            },
        };
        shell.CompletionSources.Add(names);
        var command = new Command(
            "completion",
            """
            Prints a script that lets a shell complete verbs, options, models, estimators, suites and topics with the Tab key; it asks algzoo itself, so that it never goes out of date.

              bash:        source <(algzoo completion bash)         in ~/.bashrc
              zsh:         source <(algzoo completion zsh)          in ~/.zshrc, after compinit
              PowerShell:  algzoo completion pwsh | Out-String | Invoke-Expression         in $PROFILE

            Example: algzoo completion bash > ~/.local/share/bash-completion/completions/algzoo
            """)
        {
            shell,
        };
        command.SetAction(parse =>
        {
            Console.Out.Write(Script(parse.GetRequiredValue(shell)));
            return ExitCode.Success;
        });
        return command;
    }

    /// <summary>The script for a shell.</summary>
    public static string Script(string shell)
    {
        string name = Shells.First(entry => string.Equals(entry.Shell, shell, StringComparison.Ordinal)).Script;
        using var resource = new StreamReader(typeof(CompletionCommand).Assembly.GetManifestResourceStream("completion/" + name)!);
        return resource.ReadToEnd();
    }
}
