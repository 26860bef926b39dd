using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AlgZoo.Hosting;

/// <summary>Which handlers could swallow the exception that stops an estimator, and must therefore ask the meter first.</summary>
internal static class CatchGuards
{
    private static readonly string[] CatchesAll = [typeof(Exception).FullName!, typeof(object).FullName!, typeof(BudgetExceededException).FullName!];

    /// <summary>The first instructions of these handlers.</summary>
    public static IEnumerable<Instruction> HandlersOf(MethodDefinition method) => method.Body.ExceptionHandlers
        .Where(handler => handler.HandlerType == ExceptionHandlerType.Filter
            || (handler.HandlerType == ExceptionHandlerType.Catch && (handler.CatchType is GenericParameter || CatchesAll.Contains(handler.CatchType.FullName, StringComparer.Ordinal))))
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
