using AlgZoo.Evaluation;
using FsCheck;
using FsCheck.Fluent;
using Outcome = AlgZoo.Evaluation.Outcome;

namespace AlgZoo.Hosting.Tests.Workers;

public sealed class FrameTests
{
    private static readonly EstimatorInfo Estimator = new("id", EstimatorKind.Hybrid, UsesAdvice: true, "", "", "P", "/p/P.dll", "00");

    [Test]
    public void Frames_come_back_one_after_the_other_and_then_the_end()
    {
        using var stream = new MemoryStream();
        var log = new LogMessage(Microsoft.Extensions.Logging.LogLevel.Error, "category", "ä \ud800 text");
        log.ToFrame().Write(stream);
        Frame.Of(FrameKind.Refused, 7, writer => writer.WriteText(null)).Write(stream);
        stream.Position = 0;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(LogMessage.From(Frame.Read(stream)!), Is.EqualTo(log with { Text = "ä \ufffd text" }));
            Assert.That(Frame.Read(stream) is { Kind: FrameKind.Refused, Id: 7 } refused && refused.Decode(reader => reader.ReadText()) is null, Is.True);
            Assert.That(Frame.Read(stream), Is.Null);
        }
    }

    [Test]
    public void A_request_keeps_every_bit()
    {
        var noise = new WeightNoise(WeightNoiseKind.Additive, 0.1);
        foreach (Model model in new Model[] { Noisy(Bench.Model), Noisy(Transformer()) })
        {
            var cell = new CellRequest(Estimator, model, SequenceTask.SecondArgmax, Quantity.CrossEntropy, 12345678901, RandomAddress.Root(9).Child("a"), new byte[] { 1, 2 }, TimeSpan.FromSeconds(1.5))
            {
                Surroundings = new CellSurroundings(HasForeignCulture: true, "/tmp/ä", TimeSpan.FromTicks(-12345)),
            };
            var (sameCell, cellTime) = RequestFormat.CellRequest(cell.ToFrame(3, TimeSpan.FromTicks(7)), [new PluginEstimator(Estimator, "T")]);
            var job = new AdviceJob(Estimator, model, SequenceTask.Median, Quantity.MeanSquaredError, noise, RandomAddress.Root(8), TimeLimit: null);
            var (sameJob, jobTime) = RequestFormat.AdviceJob(job.ToFrame(4, processorTime: null), [new PluginEstimator(Estimator, "T")]);

            using (Assert.EnterMultipleScope())
            {
                Assert.That(sameCell with { Model = model, Advice = cell.Advice }, Is.EqualTo(cell));
                Assert.That(sameCell.Advice!.Value.ToArray(), Is.EqualTo(new byte[] { 1, 2 }));
                Assert.That(Fingerprint(sameCell.Model), Is.EqualTo(Fingerprint(model)));
                Assert.That(cellTime, Is.EqualTo(TimeSpan.FromTicks(7)));
                Assert.That(sameJob with { BaseModel = model }, Is.EqualTo(job));
                Assert.That(Fingerprint(sameJob.BaseModel), Is.EqualTo(Fingerprint(model)));
                Assert.That(jobTime, Is.Null);
            }
        }
    }

    // What a hostile plugin may write into its pipe: whatever it is, the host gets a frame, the end, or one of two exceptions, and a frame that decodes makes a result that an estimator could give.
    [Test]
    public void Bytes_of_any_kind_are_refused_or_read() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2000).WithReplay(new Replay(new Rnd(1), 100)),
        Prop.ForAll(Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf().ToArbitrary(), bytes =>
        {
            byte[] frame = [(byte)bytes.Length, 0, 0, 0, (byte)FrameKind.Executed, 1, 0, 0, 0, 0, 0, 0, 0, .. bytes];
            foreach (byte[] stream in new[] { bytes, frame })
            {
                try
                {
                    if (Frame.Read(new MemoryStream(stream)) is { Kind: FrameKind.Executed } read)
                    {
                        var result = ResultFormat.CellResult(read, Quantity.Accuracy);
                        Assert.That(result.Estimate is null || EstimateCheck.Defect(result.Estimate, Quantity.Accuracy) is null);
                    }
                }
                catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException)
                {
                    // Refused.
                }
            }
        }));

    [Test]
    public void A_result_that_no_estimator_may_give_is_refused()
    {
        var sound = new CellResult(Outcome.Completed, new Estimate(0.5), ComputeReport.Nothing, 1, null, [], []);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ResultFormat.CellResult(sound.ToFrame(1), Quantity.Accuracy).Estimate!.Value, Is.EqualTo(0.5));
            Assert.That(ResultFormat.CellResult(sound.ToFrame(1), Quantity.Accuracy).Supports, Is.Null);
            var supports = new SupportsReport(Answer: true, 0.25, OperationCounts.Of((OperationClass.UniformDraw, 3), (OperationClass.AddSingle, 4)));
            Assert.That(ResultFormat.CellResult((sound with { Supports = supports }).ToFrame(1), Quantity.Accuracy).Supports, Is.EqualTo(supports));
            foreach (var wrong in new[] { sound with { Estimate = new Estimate(double.NaN) }, sound with { Estimate = new Estimate(2) }, sound with { Estimate = null }, sound with { Outcome = Outcome.Faulted } })
            {
                Assert.That(() => ResultFormat.CellResult(wrong.ToFrame(1), Quantity.Accuracy), Throws.InstanceOf<InvalidDataException>());
            }
        }
    }

    [Test]
    public void A_handshake_tells_what_does_not_fit()
    {
        var plugin = new Plugin("/p/P.dll", "00", [new PluginEstimator(Estimator, "T")], "S");
        var hello = new Hello(plugin, "/cache", Microsoft.Extensions.Logging.LogLevel.Warning, new WorkerLimits(1 << 30, 100));
        var same = Hello.From(hello.ToFrame());
        var ready = Ready.Of(plugin);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(same with { Plugin = plugin }, Is.EqualTo(hello));
            Assert.That(same.Plugin with { Estimators = plugin.Estimators }, Is.EqualTo(plugin));
            Assert.That(same.Plugin.Estimators, Is.EqualTo(plugin.Estimators));
            Assert.That(Ready.From(ready.ToFrame()), Is.EqualTo(ready));
            Assert.That(ready.Defect(plugin), Is.Null);
            Assert.That((ready with { Protocol = 99 }).Defect(plugin), Does.StartWith("it speaks version 99 of the protocol, this host 3"));
            Assert.That((ready with { Contract = "9.0.0.0" }).Defect(plugin), Does.StartWith("it has version 9.0.0.0 of the contract"));
            Assert.That((ready with { Sha256 = "11" }).Defect(plugin), Is.EqualTo("it serves the plugin P (11) and not P (00)"));
        }
    }

    private static string Fingerprint(Model model) => ModelFingerprint.Of(model, SequenceTask.SecondArgmax);

    private static Model Noisy(Model model) => new WeightNoise(WeightNoiseKind.Relative, 0.3).Apply(model, new RandomStream(RandomAddress.Root(5)));

    private static AttentionTransformer Transformer()
    {
        static WeightTensor Tensor(string name, int rows, int columns) => new(name, [rows, columns], [.. Enumerable.Range(1, rows * columns).Select(i => i / 7f)]);
        return new AttentionTransformer(
        [
            Tensor(AttentionTransformer.EmbeddingName, 3, 2), Tensor(AttentionTransformer.PositionEmbeddingName, 3, 2), Tensor(AttentionTransformer.InProjectionName(0), 6, 2),
            Tensor(AttentionTransformer.OutProjectionName(0), 2, 2), Tensor(AttentionTransformer.UnembeddingName, 3, 2),
        ]);
    }
}
