using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AlgZoo.Hosting;

/// <summary>Handlers must ask the meter first: they could swallow the exception that stops an estimator, or one that wraps it, and a loop around them would go on for ever.</summary>
internal static class CatchGuards
{
    /// <summary>The first instructions of these handlers.</summary>
    public static IEnumerable<Instruction> HandlersOf(MethodDefinition method) => method.Body.ExceptionHandlers
        .Where(handler => handler.HandlerType is ExceptionHandlerType.Catch or ExceptionHandlerType.Filter)
        .Where(handler => !HandsToTask(method, handler))
        .Select(handler => handler.HandlerStart)
        .Distinct();

    // The handler that a compiler puts around an async method gives the exception to the method's task, where it must arrive: thrown from here it would end the process.
    private static bool HandsToTask(MethodDefinition method, ExceptionHandler handler)
    {
        if (!method.DeclaringType.Interfaces.Any(each => string.Equals(each.InterfaceType.FullName, "System.Runtime.CompilerServices.IAsyncStateMachine", StringComparison.Ordinal)))
        {
            return false;
        }

        for (var instruction = handler.HandlerStart; instruction is not null && instruction != handler.HandlerEnd; instruction = instruction.Next)
        {
            if (instruction.Operand is MethodReference { Name: "SetException" or "AsyncVoidSetException" })
            {
                return true;
            }
        }

        return false;
    }
}
