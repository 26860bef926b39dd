using System.Reflection;

namespace AlgZoo.Fixtures;

[Estimator("hostile-constructor")]
public sealed class FailsInConstructor : Hostile
{
    public FailsInConstructor() => throw new NotSupportedException("In the constructor.");

    public override Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken) => new(0.5);
}

[Estimator("hostile-supports")]
public sealed class FailsInSupports : Hostile
{
    public override bool Supports(EstimationProblem problem) => throw new InvalidOperationException("In Supports.");

    public override Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken) => new(0.5);
}

[Estimator("hostile-dispose")]
public sealed class FailsInDispose : Hostile, IDisposable
{
    public override Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken) => new(0.5);

    public void Dispose() => throw new InvalidOperationException("In Dispose.");
}

[Estimator("hostile-unserialisable-exception")]
public sealed class UnserialisableException : Hostile
{
    public override Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken) => throw new Knot();

    private sealed unsafe class Knot : Exception
    {
        private readonly Action _action;
        private readonly void* _pointer;

        public Knot()
        {
            _action = () => Console.WriteLine((nint)_pointer);
            _pointer = (void*)1;
            Data["itself"] = this;
            Data["action"] = _action;
        }

        public override string Message => throw new InvalidOperationException("Unspeakable.");

        public override string ToString() => throw new InvalidOperationException("Unspeakable.");
    }
}

[Estimator("hostile-circular-exception")]
public sealed class CircularException : Hostile
{
    public override Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        var exception = new InvalidOperationException("Round and round.");
        typeof(Exception).GetField("_innerException", BindingFlags.Instance | BindingFlags.NonPublic)!.SetValue(exception, exception);
        throw exception;
    }
}

[Estimator("hostile-unreadable-stack")]
public sealed class UnreadableStack : Hostile
{
    public override Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken) => throw new Traceless();

    private sealed class Traceless : Exception
    {
        public override string Message => "Without a trace.";

        public override string StackTrace => throw new InvalidOperationException("Unspeakable.");
    }
}

[Estimator("hostile-slow-message")]
public sealed class SlowMessage : Hostile
{
    public override Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken) => throw new Slow();

    private sealed class Slow : Exception
    {
        public override string Message
        {
            get
            {
                Thread.Sleep(Timeout.Infinite);
                return "";
            }
        }
    }
}
