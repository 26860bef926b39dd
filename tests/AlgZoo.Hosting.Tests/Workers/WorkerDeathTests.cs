using AlgZoo.Evaluation;

namespace AlgZoo.Hosting.Tests.Workers;

public sealed class WorkerDeathTests
{
    [TestCase(134, "Stack overflow.", Outcome.Crashed, "The process of the estimator was ended by SIGABRT: Stack overflow.")]
    [TestCase(134, "Out of memory.", Outcome.OutOfMemory, "The process of the estimator was ended by SIGABRT: Out of memory.")]
    [TestCase(134, "Unhandled exception. System.OutOfMemoryException: Array dimensions", Outcome.OutOfMemory, "The process of the estimator was ended by SIGABRT: Unhandled exception. System.OutOfMemoryException: Array dimensions")]
    [TestCase(139, null, Outcome.Crashed, "The process of the estimator was ended by SIGSEGV.")]
    [TestCase(152, null, Outcome.TimedOut, "The process of the estimator used up its processor time.")]
    [TestCase(170, null, Outcome.Crashed, "The process of the estimator was ended by signal 42.")]
    [TestCase(3, "Bye", Outcome.Crashed, "The process of the estimator ended itself with exit code 3: Bye")]
    [TestCase(null, null, Outcome.Crashed, "The process of the estimator ended.")]
    public void An_end_has_an_outcome_and_a_reason(int? exitCode, string? firstError, Outcome outcome, string message)
    {
        var death = new WorkerDeath(exitCode, firstError, Breach: null, Overdue: null);

        Assert.That((death.Outcome, death.Message), Is.EqualTo((outcome, message)));
    }

    [Test]
    public void What_the_host_did_about_it_comes_first()
    {
        var broken = new WorkerDeath(137, "noise", "it closed its pipe", Overdue: null);
        var overdue = new WorkerDeath(137, "noise", Breach: null, "Too late.");

        using (Assert.EnterMultipleScope())
        {
            Assert.That((broken.Outcome, broken.Message), Is.EqualTo((Outcome.ProtocolError, "The process of the estimator broke the protocol (it closed its pipe) and was killed.")));
            Assert.That((overdue.Outcome, overdue.Message), Is.EqualTo((Outcome.TimedOut, "Too late.")));
        }
    }

    [Test]
    public void Output_is_cut_into_lines_whatever_it_is()
    {
        byte[] bytes = [.. "one\r\n\n  two\t"u8, 0xff, .. "\n"u8, .. new byte[100_000].Select(_ => (byte)'x'), .. "\nlast"u8];
        var lines = new List<string>();
        OutputLines.ReadAsync(new MemoryStream(bytes), lines.Add).GetAwaiter().GetResult();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(lines, Has.Count.EqualTo(4));
            Assert.That((lines[0], lines[1], lines[3]), Is.EqualTo(("one", "two \ufffd", "last")));
            Assert.That(lines[2], Has.Length.EqualTo(OneLine.MaximumLength).And.EndsWith("x..."));
        }
    }
}
