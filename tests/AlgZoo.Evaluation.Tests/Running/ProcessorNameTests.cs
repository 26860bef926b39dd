namespace AlgZoo.Evaluation.Tests.Running;

public sealed class ProcessorNameTests
{
    [Test]
    public void The_first_named_processor_is_taken()
    {
        string[] lines = ["processor\t: 0", "model\t\t: 143", "model name\t: A Processor (R) @ 2.00GHz", "", "processor\t: 1", "model name\t: Another"];

        Assert.That(ProcessorName.Parse(lines), Is.EqualTo("A Processor (R) @ 2.00GHz"));
    }

    [Test]
    public void A_system_that_names_none_has_none() =>
        Assert.That(ProcessorName.Parse(["processor\t: 0", "BogoMIPS\t: 48.00", "model name\t:"]), Is.Null);
}
