using System.Runtime.CompilerServices;

namespace AlgZoo.Metering;

/// <content>
/// What a thread or a work item of a plugin's does is charged to the cell that started it, also where the plugin suppresses the flow of its context. Once the budget is spent it ends there: an exception
/// that left it would end the process.
/// </content>
internal static partial class CallShims
{
    public static Thread ThreadConstructor(ThreadStart start) => new(Stopping(start));

    public static Thread ThreadConstructor(ThreadStart start, int maxStackSize) => new(Stopping(start), maxStackSize);

    public static Thread ThreadConstructor(ParameterizedThreadStart start) => new(Stopping(start));

    public static Thread ThreadConstructor(ParameterizedThreadStart start, int maxStackSize) => new(Stopping(start), maxStackSize);

    public static void ThreadUnsafeStart(Thread thread) => thread.Start();

    public static void ThreadUnsafeStart(Thread thread, object? parameter) => thread.Start(parameter);

    public static bool ThreadPoolQueueUserWorkItem(WaitCallback callBack) => ThreadPool.QueueUserWorkItem(Stopping(callBack));

    public static bool ThreadPoolQueueUserWorkItem(WaitCallback callBack, object? state) => ThreadPool.QueueUserWorkItem(Stopping(callBack), state);

    public static bool ThreadPoolQueueUserWorkItem<TState>(Action<TState> callBack, TState state, bool preferLocal) => ThreadPool.QueueUserWorkItem(Stopping(callBack), state, preferLocal);

    public static bool ThreadPoolUnsafeQueueUserWorkItem(WaitCallback callBack, object? state) => ThreadPool.QueueUserWorkItem(Stopping(callBack), state);

    public static bool ThreadPoolUnsafeQueueUserWorkItem<TState>(Action<TState> callBack, TState state, bool preferLocal) => ThreadPool.QueueUserWorkItem(Stopping(callBack), state, preferLocal);

    public static Timer TimerConstructor(TimerCallback callback) => new(Stopping(callback));

    public static Timer TimerConstructor(TimerCallback callback, object? state, int dueTime, int period) => new(Stopping(callback), state, dueTime, period);

    public static Timer TimerConstructor(TimerCallback callback, object? state, long dueTime, long period) => new(Stopping(callback), state, dueTime, period);

    public static Timer TimerConstructor(TimerCallback callback, object? state, uint dueTime, uint period) => new(Stopping(callback), state, dueTime, period);

    public static Timer TimerConstructor(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new(Stopping(callback), state, dueTime, period);

    public static void AsyncVoidSetException(ref AsyncVoidMethodBuilder builder, Exception exception)
    {
        if (exception is BudgetExceededException)
        {
            builder.SetResult();
        }
        else
        {
            builder.SetException(exception);
        }
    }

    private static ThreadStart Stopping(ThreadStart start) => start is null ? null! : () => Guarded(static body => body(), start);

    private static ParameterizedThreadStart Stopping(ParameterizedThreadStart start) => start is null ? null! : argument => Guarded(static call => call.start(call.argument), (start, argument));

    private static WaitCallback Stopping(WaitCallback callBack) => callBack is null ? null! : state => Guarded(static call => call.callBack(call.state), (callBack, state));

    private static TimerCallback Stopping(TimerCallback callback) => callback is null ? null! : state => Guarded(static call => call.callback(call.state), (callback, state));

    private static Action<TState> Stopping<TState>(Action<TState> callBack) => callBack is null ? null! : state => Guarded(static call => call.callBack(call.state), (callBack, state));

    private static void Guarded<T>(Action<T> body, T argument)
    {
        try
        {
            body(argument);
        }
        catch (BudgetExceededException)
        {
            // The meter knows: the cell ends as over budget, whatever becomes of the rest of it.
        }
    }
}
