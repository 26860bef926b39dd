namespace AlgZoo.Zoo.Tests.Files;

internal static class Refused
{
    /// <summary>Reads bytes that must be refused, and checks the message: one line that names the file and ends with a remedy.</summary>
    public static string Message(byte[] content, string file = "bad.pth", SequenceTask? task = null)
    {
        var exception = Assert.Throws<ModelFileException>(() => ModelFile.Read(file, content, task))!;
        Assert.Multiple(() =>
        {
            Assert.That(exception.Message, Does.StartWith($"{file}: "));
            Assert.That(exception.Message, Does.Not.Contain("\n").And.Not.Contain("(Parameter"));
            Assert.That(exception.Message, Does.EndWith("."));
        });
        return exception.Message;
    }
}
