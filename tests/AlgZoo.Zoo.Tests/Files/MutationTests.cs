using System.Diagnostics;
using AlgZoo.Tests.Support;

namespace AlgZoo.Zoo.Tests.Files;

/// <summary>Whatever happens to a file, reading it either succeeds or is refused: no other exception, no long run, no large allocation.</summary>
[NonParallelizable]
public class MutationTests
{
    private const int Mutations = 3000;
    private const long MaximumAllocation = 4 << 20;
    private static readonly TimeSpan MaximumTime = TimeSpan.FromSeconds(5);

    [TestCase("algzoo_rnn_blog.pth")]
    [TestCase("algzoo_rnn_small.pth")]
    [TestCase("algzoo_transformer_small.pth")]
    [TestCase("rnn_2nd_argmax_h2_n2.safetensors")]
    [TestCase("transformer_longest_cycle_h4_n4.safetensors")]
    public void Original_files(string name) => Survive(Path.GetExtension(name), File.ReadAllBytes(OriginalModels.Path(name)), file => file);

    [Test]
    public void Pth_from_scratch() => Survive(".pth", new PthSample().ToArray(), file => file);

    // The checksums stop most mutations of a whole file before the pickle is looked at; here they are right.
    [Test]
    public void Pickles_inside_sound_archives() => Survive(".pth", new PthSample().Pickle, pickle => new PthSample { Pickle = pickle }.ToArray());

    [Test]
    public void Storages_inside_sound_archives() => Survive(".pth", new PthSample().OutputStorage, storage => new PthSample { OutputStorage = storage }.ToArray());

    [Test]
    public void Safetensors_from_scratch()
    {
        using var stream = new MemoryStream();
        SafetensorsFile.Write(stream, HandcraftedModels.Create(3), SequenceTask.SecondArgmax);
        Survive(".safetensors", stream.ToArray(), file => file);
    }

    private static void Survive(string extension, byte[] original, Func<byte[], byte[]> wrap)
    {
        var random = new RandomStream(RandomAddress.Root(1).Child("mutations").Child(extension).Child((ulong)original.Length));
        var reasons = new HashSet<string>(StringComparer.Ordinal);
        Assert.That(() => ModelFile.Read("m" + extension, wrap(original), given: null), Throws.Nothing, "the unharmed file can be read");
        for (int i = 0; i < Mutations; i++)
        {
            byte[] file = wrap(Mutate(original, random));
            long before = GC.GetAllocatedBytesForCurrentThread();
            long start = Stopwatch.GetTimestamp();
            try
            {
                ModelFile.Read("m" + extension, file, given: null);
            }
            catch (ModelFileException exception)
            {
                reasons.Add(exception.Message);
            }

            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(MaximumAllocation), $"mutation {i} allocates much");
            Assert.That(Stopwatch.GetElapsedTime(start), Is.LessThan(MaximumTime), $"mutation {i} takes long");
        }

        Assert.That(reasons, Is.Not.Empty, "some mutations do harm");
    }

    private static byte[] Mutate(byte[] original, RandomStream random)
    {
        List<byte> bytes = [.. original];
        for (int changes = 1 + random.NextInt32(3); changes > 0 && bytes.Count > 0; changes--)
        {
            int at = random.NextInt32(bytes.Count);
            switch (random.NextInt32(6))
            {
                case 0: // flip one bit
                    bytes[at] ^= (byte)(1 << random.NextInt32(8));
                    break;
                case 1: // set one byte to any value
                    bytes[at] = (byte)random.NextInt32(256);
                    break;
                case 2: // cut the end off
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 3: // insert anything
                    bytes.InsertRange(at, Enumerable.Range(0, 1 + random.NextInt32(8)).Select(_ => (byte)random.NextInt32(256)).ToArray());
                    break;
                case 4: // all ones or zeros: the extremes of lengths and offsets
                    for (int i = at; i < Math.Min(at + 4, bytes.Count); i++)
                    {
                        bytes[i] = (byte)(random.NextInt32(2) * 0xFF);
                    }

                    break;
                default: // splice another part in
                    int from = random.NextInt32(original.Length);
                    int length = Math.Min(1 + random.NextInt32(64), original.Length - from);
                    bytes.InsertRange(at, original[from..(from + length)]);
                    break;
            }
        }

        return [.. bytes];
    }
}
