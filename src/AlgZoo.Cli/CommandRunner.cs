using System.CommandLine;
using System.CommandLine.Invocation;
using AlgZoo.Evaluation;
using AlgZoo.Zoo;
using Microsoft.Extensions.Options;

namespace AlgZoo.Cli;

/// <summary>Runs a verb and turns every mistake of the user's into one line and an exit code.</summary>
internal static class CommandRunner
{
    // After Ctrl-C: enough to give up on an estimator that ignores its cancellation token, and to score what was measured.
    private static readonly TimeSpan ShutdownTime = TimeSpan.FromSeconds(15);

    public static async Task<int> RunAsync(RootCommand root, string[] args)
    {
        if (Array.Exists(args, string.IsNullOrWhiteSpace))
        {
            return Fail("an argument is empty; give it a value or leave it out.", ExitCode.UsageError);
        }

        var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = ShutdownTime };
        var parse = root.Parse(args);
        if (parse.Action is ParseErrorAction)
        {
            bool isVerb = parse.CommandResult.Command.Subcommands.Count == 0;
            if (isVerb)
            {
                return Fail(string.Join(" ", Mistakes(parse)), ExitCode.UsageError);
            }

            // A verb is missing or misspelt: the help names them all.
            configuration.Output = Console.Error;
        }

        try
        {
            return await parse.InvokeAsync(configuration);
        }
        catch (Exception exception) when (exception is SuiteException or ModelReferenceException or ModelFileException or RunDirectoryException or UserErrorException)
        {
            return Fail(exception.Message, ExitCode.UsageError);
        }
        catch (OptionsValidationException exception)
        {
            return Fail(string.Join(" ", exception.Failures), ExitCode.UsageError);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Fail(exception.Message, ExitCode.NothingCouldRun);
        }
        catch (OperationCanceledException)
        {
            return Fail("interrupted.", ExitCode.Interrupted);
        }
    }

    // A misspelt option is the mistake; what the parser says about its value or about a missing argument only follows from it.
    private static IEnumerable<string> Mistakes(ParseResult parse)
    {
        string[] options = [.. parse.CommandResult.Command.Options.Select(option => option.Name)];
        string[] unknown = [.. parse.Tokens.Select(token => token.Value.Split('=')[0]).Where(text => text.StartsWith("--", StringComparison.Ordinal) && !options.Contains(text, StringComparer.Ordinal))];
        return unknown.Length > 0
            ? unknown.Select(option => $"'{option}' is no option of {parse.CommandResult.Command.Name}{NearestName.DidYouMean(option, options)}; --help shows all.")
            : parse.Errors.Select(error => error.Message);
    }

    private static int Fail(string message, int exitCode)
    {
        Console.Error.WriteLine("algzoo: " + message.ReplaceLineEndings(" "));
        return exitCode;
    }
}

/// <summary>A mistake of the user's that no library type describes. The message is one line with the remedy.</summary>
internal sealed class UserErrorException(string message) : Exception(message);
