using AlgZoo.Evaluation;
using AlgZoo.Metering;

namespace AlgZoo.Hosting;

/// <summary>The meters of one call into a plugin: one for what it does with the problem, one for its constructors and static state, which cannot know the problem.</summary>
internal sealed class CallMetering
{
    private readonly RunnablePlugin _plugin;
    private readonly MeteredAssemblies? _metered;
    private readonly ComputeMeter _setUp;

    /// <summary>Creates the meters of a call.</summary>
    /// <param name="plugin">The plugin; its code is ready.</param>
    /// <param name="budget">FLOPs that may be spent.</param>
    /// <param name="clockShift">How far the clocks that the plugin reads are moved.</param>
    public CallMetering(RunnablePlugin plugin, long budget, TimeSpan clockShift)
    {
        var shift = clockShift == TimeSpan.Zero ? null : new ClockShift(clockShift);
        _plugin = plugin;
        _metered = plugin.Code.Metered;
        var mixes = _metered?.Mixes ?? OperationMixes.Units;
        _setUp = new ComputeMeter(ComputeMeter.Unlimited, mixes, setUp: null) { ClockShift = shift };
        Meter = new ComputeMeter(budget, mixes, _setUp) { ClockShift = shift };
    }

    /// <summary>Counts what the plugin does with the problem.</summary>
    public ComputeMeter Meter { get; }

    /// <summary>Opens the window for constructors and set-up.</summary>
    public MeterWindow OpenSetUp() => MeterWindow.Open(_setUp);

    /// <summary>Opens the window for the call itself.</summary>
    public MeterWindow Open() => MeterWindow.Open(Meter);

    /// <summary>What was counted.</summary>
    public ComputeReport Report()
    {
        var sites = UnmeteredSites();
        var grade = _metered is null ? MeteringGrade.None : sites.Count > 0 ? MeteringGrade.Partial : MeteringGrade.Full;
        return new ComputeReport(Meter.Spent, Meter.Declared, Meter.Operations(), grade, sites, _setUp.Spent);
    }

    private List<UnmeteredSite> UnmeteredSites()
    {
        if (_metered is null)
        {
            return [];
        }

        long[] hits = Meter.Executions();
        long[] setUpHits = _setUp.Executions();
        var everInSetUp = _plugin.JoinSetUpHits(_metered.UnmeteredCalls.Select(call => call.Mix).Where(mix => setUpHits[mix] > 0));
        var calls = _metered.UnmeteredCalls
            .Select(call => new UnmeteredSite(call.Callee, call.Kind, call.Caller, call.Source, hits[call.Mix] + (everInSetUp.Contains(call.Mix) ? 1 : 0)))
            .Where(site => site.Hits > 0);
        var assemblies = _plugin.UnmeteredLoads.Select(name => new UnmeteredSite($"the assembly {name}, loaded at run time", UnmeteredKind.Escape, _plugin.Code.Plugin.Name, null, 1));
        return [.. calls.Concat(assemblies).OrderByDescending(site => site.Hits)];
    }
}
