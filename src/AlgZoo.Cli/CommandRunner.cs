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
        if (parse.Action is ParseErrorAction mistake)
        {
            configuration.Output = Console.Error;
            mistake.ShowHelp = parse.CommandResult.Command.Subcommands.Count > 0;
        }

        try
        {
            return await parse.InvokeAsync(configuration);
        }
        catch (Exception exception) when (exception is SuiteException or ModelReferenceException or ModelFileException or UserErrorException)
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

    private static int Fail(string message, int exitCode)
    {
        Console.Error.WriteLine("algzoo: " + message.ReplaceLineEndings(" "));
        return exitCode;
    }
}

/// <summary>A mistake of the user's that no library type describes. The message is one line with the remedy.</summary>
internal sealed class UserErrorException(string message) : Exception(message);
