using System.Buffers.Binary;
using FsCheck;
using FsCheck.Fluent;

namespace AlgZoo.Zoo.Tests.Files;

/// <summary>What is written can be read, here as in PyTorch (tests/pytorch/check-pth.sh).</summary>
public class PthWriterTests
{
    private static readonly int[] Sizes = [1, 2, 3, 5, 8, 17];

    /// <summary>Any finite bits, signed zeros and denormals among them.</summary>
    private static readonly Gen<float> Weights = Gen.Choose(int.MinValue, int.MaxValue).Select(BitConverter.Int32BitsToSingle).Where(float.IsFinite);

    private static readonly Gen<(Model Model, SequenceTask Task)> Rnns =
        from task in Gen.Elements(SequenceTask.All.Where(task => task.Inputs == InputLaw.StandardGaussian).ToArray())
        from d in Gen.Elements(Sizes)
        from n in Gen.Choose(Math.Max(task.MinimumLength, 2), 12)
        from values in Gen.ArrayOf(Weights, d * (1 + d + task.OutputSize(n)))
        select ((Model)ReluRnn.Create(n, values.AsSpan(0, d), values.AsSpan(d, d * d), values.AsSpan(d + (d * d))), task);

    private static readonly Gen<(Model Model, SequenceTask Task)> Transformers =
        from d in Gen.Elements(Sizes)
        from n in Gen.Choose(2, 8)
        from layers in Gen.Choose(1, 3)
        from values in Gen.ArrayOf(Weights, (3 * n * d) + (4 * d * d * layers))
        select ((Model)Transformer(d, n, layers, values), (SequenceTask)SequenceTask.LongestCycle);

    [Test]
    public void Every_model_round_trips_to_the_bit() =>
        Prop.ForAll(
            Gen.OneOf(Rnns, Transformers).ToArbitrary(),
            pair =>
            {
                var read = ModelFile.Read(FormattableString.Invariant($"{pair.Task.Name}_{pair.Model.HiddenSize}_{pair.Model.SequenceLength}_1024_7.pth"), Written(pair.Model), given: null);
                Assert.That(read.Task, Is.SameAs(pair.Task));
                Assert.That(read.Model.SequenceLength, Is.EqualTo(pair.Model.SequenceLength));
                Assert.That(read.Model.Tensors.Select(Description), Is.EqualTo(pair.Model.Tensors.Select(Description)));
            }).QuickCheckThrowOnFailure();

    [Test]
    public void Contents_are_aligned_to_64_bytes()
    {
        var model = HandcraftedModels.Create(10);
        byte[] file = Written(model);

        foreach (var tensor in model.Tensors)
        {
            byte[] content = new byte[sizeof(float) * tensor.Values.Length];
            for (int i = 0; i < tensor.Values.Length; i++)
            {
                BinaryPrimitives.WriteSingleLittleEndian(content.AsSpan(i * sizeof(float)), tensor.Values[i]);
            }

            int at = file.AsSpan().IndexOf(content);
            Assert.That((at > 0, at % 64), Is.EqualTo((true, 0)), tensor.Name);
        }
    }

    [Test]
    public void Equal_models_give_equal_bytes()
    {
        byte[] first = Written(HandcraftedModels.Create(3));
        byte[] second = Written(HandcraftedModels.Create(3));

        Assert.That(second, Is.EqualTo(first));
    }

    [TestCase("median_1_5.pth", 5)]
    [TestCase("median_1_9_1024_0.pth", 9)]
    public void The_name_tells_the_length_of_a_median_model(string name, int length) =>
        Assert.That(ModelFile.Read(name, Written(ReluRnn.Create(length, [1], [1], [1])), given: null).Model.SequenceLength, Is.EqualTo(length));

    [TestCase("median_2_5.pth", "hidden size")]
    [TestCase("2nd_argmax_1_5.pth", "task")]
    [TestCase("model.pth", "sequence length of a median model")]
    public void A_name_that_contradicts_or_tells_too_little_is_refused(string name, string problem) =>
        Assert.That(() => ModelFile.Read(name, Written(ReluRnn.Create(5, [1], [1], [1])), given: null), Throws.TypeOf<ModelFileException>().With.Message.Contains(problem));

    [Test]
    public void Every_damaged_byte_of_a_content_is_noticed()
    {
        byte[] file = Written(HandcraftedModels.Create(2));
        int at = file.AsSpan().IndexOf("data/0"u8) / 64 * 64;
        file[at + 64] ^= 1;

        Assert.That(() => ModelFile.Read("m.pth", file, given: null), Throws.TypeOf<ModelFileException>());
    }

    private static byte[] Written(Model model)
    {
        using var stream = new MemoryStream();
        PthFile.Write(stream, model);
        return stream.ToArray();
    }

    private static string Description(WeightTensor tensor) =>
        $"{tensor.Name} [{string.Join(',', tensor.Shape.ToArray())}] {string.Join(' ', tensor.Values.ToArray().Select(value => BitConverter.SingleToUInt32Bits(value).ToString("x8", System.Globalization.CultureInfo.InvariantCulture)))}";

    private static AttentionTransformer Transformer(int d, int n, int layers, float[] values)
    {
        int used = 0;
        WeightTensor Next(string name, int rows)
        {
            var tensor = new WeightTensor(name, [rows, d], values.AsSpan(used, rows * d));
            used += rows * d;
            return tensor;
        }

        return new AttentionTransformer(
        [
            Next("embed.weight", n), Next("pos_embed.weight", n),
            .. Enumerable.Range(0, layers).SelectMany(i => new[] { Next(AttentionTransformer.InProjectionName(i), 3 * d), Next(AttentionTransformer.OutProjectionName(i), d) }),
            Next("unembed.weight", n),
        ]);
    }
}
