using System.Runtime.ExceptionServices;

namespace AlgZoo.Training;

/// <summary>Threads that do the same work side by side, round after round, with too little time between rounds to sleep.</summary>
internal sealed class ThreadTeam : IDisposable
{
    private readonly Action<int> _work;
    private readonly Thread[] _helpers;
    private volatile int _round;
    private volatile bool _isStopping;
    private volatile ExceptionDispatchInfo? _failure;
    private int _unfinished;

    /// <summary>Starts the threads.</summary>
    /// <param name="members">Number of threads, the caller's among them.</param>
    /// <param name="work">What each does in a round, given its number from 0.</param>
    public ThreadTeam(int members, Action<int> work)
    {
        _work = work;
        _helpers = new Thread[members - 1];
        for (int i = 0; i < _helpers.Length; i++)
        {
            int member = i + 1;
            _helpers[i] = new(() => Help(member)) { IsBackground = true, Name = "training" };
            _helpers[i].Start();
        }
    }

    /// <summary>Does a round, the caller as member 0.</summary>
    public void Run()
    {
        _unfinished = _helpers.Length;
        _round++;
        Work(0);
        var wait = default(SpinWait);
        while (Volatile.Read(ref _unfinished) > 0)
        {
            wait.SpinOnce(sleep1Threshold: -1);
        }

        _failure?.Throw();
    }

    public void Dispose()
    {
        _isStopping = true;
        foreach (var helper in _helpers)
        {
            helper.Join();
        }
    }

    private void Help(int member)
    {
        for (int round = 1; ; round++)
        {
            var wait = default(SpinWait);
            while (_round != round)
            {
                if (_isStopping)
                {
                    return;
                }

                wait.SpinOnce(sleep1Threshold: -1);
            }

            Work(member);
            Interlocked.Decrement(ref _unfinished);
        }
    }

    private void Work(int member)
    {
        try
        {
            _work(member);
        }
        catch (Exception exception)
        {
            _failure = ExceptionDispatchInfo.Capture(exception);
        }
    }
}
