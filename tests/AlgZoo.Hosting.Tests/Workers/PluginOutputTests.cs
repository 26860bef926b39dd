using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AlgZoo.Hosting.Tests.Workers;

public sealed class PluginOutputTests
{
    // A factory keeps every logger that it made, and what was said is remembered: neither may grow with what a plugin logs.
    [TestCase("Plugin")]
    [TestCase("AlgZoo.Hosting.Pretended")]
    public void Categories_without_end_make_no_loggers_beyond_the_limit(string prefix)
    {
        const int CategoryLength = 1000;
        using var factory = new CountingFactory();
        var output = new PluginOutput("Flood", factory);
        for (int i = 0; i < 10 * PluginOutput.MaximumLength / CategoryLength; i++)
        {
            output.Add(new LogMessage(LogLevel.Warning, FormattableString.Invariant($"{prefix}{i}").PadRight(CategoryLength), FormattableString.Invariant($"{i}")), new CallLog(log: null));
        }

        Assert.That(factory.Categories, Has.Count.InRange(PluginOutput.MaximumLength / CategoryLength / 2, (PluginOutput.MaximumLength / CategoryLength) + 1));
    }

    [Test]
    public void A_call_may_say_so_much_and_the_next_as_much_again()
    {
        var kept = new List<string>();
        var output = new PluginOutput("Loud", NullLoggerFactory.Instance);
        for (int i = 0; i < 2; i++)
        {
            var call = new CallLog(kept.Add);
            for (int line = 0; line < 1000; line++)
            {
                output.AddError(new string('x', 995), call);
            }
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(kept, Has.Exactly(2 * (PluginOutput.MaximumCallLength / 1000)).StartsWith("err: x"));
            Assert.That(kept, Has.Exactly(2).EqualTo("host: The plugin Loud wrote and logged more than 65536 characters in one cell; the rest is neither shown nor kept."));
        }
    }

    private sealed class CountingFactory : ILoggerFactory
    {
        public HashSet<string> Categories { get; } = new(StringComparer.Ordinal);

        public ILogger CreateLogger(string categoryName)
        {
            Categories.Add(categoryName);
            return NullLogger.Instance;
        }

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public void Dispose()
        {
        }
    }
}
