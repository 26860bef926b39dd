namespace AlgZoo.Zoo.Tests.Files;

public class PickleRefusalTests
{
    private static readonly byte[] Good = PthSample.StateDict().ToArray();

    [TestCase("os", "system")]
    [TestCase("builtins", "eval")]
    [TestCase("torch", "LongStorage")]
    [TestCase("torch.storage", "_load_from_bytes")]
    [TestCase("torch._utils", "_rebuild_parameter")]
    public void Other_names(string module, string name) =>
        Assert.That(Message(PickleWriter.Protocol2().Global(module, name).Text("x").Raw(0x85).Op('R').Op('.')), Does.Contain($"'{module} {name}'").And.Contain("was not run"));

    [TestCase(0x93, "0x93")] // STACK_GLOBAL
    [TestCase(0x81, "0x81")] // NEWOBJ
    [TestCase(0x82, "0x82")] // EXT1
    [TestCase('i', "0x69")] // INST
    [TestCase('o', "0x6F")] // OBJ
    [TestCase('P', "0x50")] // PERSID
    [TestCase('0', "0x30")] // POP
    [TestCase(0x8A, "0x8A")] // LONG1
    public void Other_opcodes(int opcode, string shown) => Assert.That(Message(PickleWriter.Protocol2().Raw((byte)opcode)), Does.Contain($"opcode {shown} at byte 2"));

    [TestCase(3)]
    [TestCase(4)]
    [TestCase(255)]
    public void Other_protocols(int protocol) => Assert.That(Message(new PickleWriter().Raw(0x80, (byte)protocol).Op('N').Op('.')), Does.Contain("not a pickle of protocol 2"));

    [Test]
    public void Second_protocol_mark() => Assert.That(Message(PickleWriter.Protocol2().Raw(0x80, 2)), Does.Contain("opcode 0x80"));

    [Test]
    public void Reduce_of_something_uncallable() => Assert.That(Message(PickleWriter.Protocol2().Text("print").Op(')').Op('R').Op('.')), Does.Contain("REDUCE"));

    [Test]
    public void Reduce_of_a_storage_type() => Assert.That(Message(PickleWriter.Protocol2().Global("torch", "FloatStorage").Op(')').Op('R').Op('.')), Does.Contain("REDUCE"));

    [Test]
    public void OrderedDict_with_arguments() =>
        Assert.That(Message(PickleWriter.Protocol2().Global("collections", "OrderedDict").Text("x").Raw(0x85).Op('R').Op('.')), Does.Contain("REDUCE"));

    [Test]
    public void Build_on_something_else() => Assert.That(Message(PickleWriter.Protocol2().Text("x").Op('}').Text("_metadata").Op('N').Op('s').Op('b').Op('.')), Does.Contain("BUILD"));

    [Test]
    public void Build_with_other_state() => Assert.That(Message(PickleWriter.Protocol2().OrderedDict().Op('}').Text("__class__").Op('N').Op('s').Op('b').Op('.')), Does.Contain("BUILD"));

    [Test]
    public void Persistent_id_of_another_kind() => Assert.That(Message(PickleWriter.Protocol2().Text("module").Raw(0x85).Op('Q').Op('.')), Does.Contain("persistent id"));

    [TestCase('R')]
    [TestCase('b')]
    [TestCase('s')]
    [TestCase('Q')]
    [TestCase('u')]
    [TestCase('t')]
    [TestCase('q')]
    public void Empty_stack(char opcode) => Assert.That(Message(PickleWriter.Protocol2().Op(opcode).Raw(0)), Does.Contain("empty stack").Or.Contain("a mark that it never opened"));

    [Test]
    public void Taking_values_from_below_a_mark() => Assert.That(Message(PickleWriter.Protocol2().Op('N').Op('(').Raw(0x85).Op('.')), Does.Contain("empty stack"));

    [Test]
    public void Missing_stop() => Assert.That(Message(Good[..^1]), Does.Contain("no STOP"));

    [Test]
    public void Bytes_after_stop() => Assert.That(Message([.. Good, (byte)'.']), Does.Contain("1 bytes after its STOP"));

    [Test]
    public void Values_left_over() => Assert.That(Message(PickleWriter.Protocol2().Op('N').Op('N').Op('.')), Does.Contain("ends with 2 values"));

    [Test]
    public void Open_mark_left_over() => Assert.That(Message(PickleWriter.Protocol2().Op('N').Op('(').Op('.')), Does.Contain("1 open marks"));

    [Test]
    public void Unset_memo() => Assert.That(Message(PickleWriter.Protocol2().Op('h').Raw(7)), Does.Contain("memo slot 7, which was never set"));

    [Test]
    public void Memo_slot_beyond_the_cap() => Assert.That(Message(PickleWriter.Protocol2().Op('N').Op('r').Raw(0xFF, 0xFF, 0xFF, 0x7F)), Does.Contain("memo slot 2147483647"));

    [TestCase(0x7FFFFFFF)]
    [TestCase(-1)]
    [TestCase(int.MinValue)]
    public void Text_lengths_near_the_limits(int length) =>
        Assert.That(Message(PickleWriter.Protocol2().Op('X').Raw(PickleWriter.LittleEndian(length)).Raw(65)), Does.Contain($"{(uint)length} more bytes are announced"));

    [Test]
    public void Text_that_is_not_utf8() => Assert.That(Message(PickleWriter.Protocol2().Op('X').Raw(1, 0, 0, 0, 0xFF)), Does.Contain("not UTF-8"));

    [Test]
    public void Unfinished_name() => Assert.That(Message(PickleWriter.Protocol2().Op('c').Raw(65, 66)), Does.Contain("unfinished line"));

    [Test]
    public void Deep_nesting()
    {
        var pickle = PickleWriter.Protocol2().Op(')');
        for (int i = 0; i < 100; i++)
        {
            pickle.Raw(0x85);
        }

        Assert.That(Message(pickle.Op('.')), Does.Contain("nests values more than 32 deep"));
    }

    [Test]
    public void Many_marks()
    {
        var pickle = PickleWriter.Protocol2();
        for (int i = 0; i < 100; i++)
        {
            pickle.Op('(');
        }

        Assert.That(Message(pickle.Op('.')), Does.Contain("more than 64 open marks"));
    }

    [Test]
    public void Many_opcodes() => Assert.That(Message(PickleWriter.Protocol2().Raw([.. Enumerable.Repeat((byte)'N', 100_000)])), Does.Contain("more than 65536 opcodes"));

    [Test]
    public void Large_pickle() => Assert.That(Message([.. Good, .. new byte[1 << 20]]), Does.Contain("at most 1048576 are read"));

    [Test]
    public void Key_that_is_not_text() => Assert.That(Message(PickleWriter.Protocol2().Op('}').Number(1).Op('N').Op('s').Op('.')), Does.Contain("key that is not text"));

    [Test]
    public void Key_without_a_value() => Assert.That(Message(PickleWriter.Protocol2().Op('}').Op('(').Text("a").Op('u').Op('.')), Does.Contain("a key without a value"));

    [Test]
    public void Key_that_is_set_twice() => Assert.That(Message(PthSample.StateDict(outputName: "rnn.weight_hh_l0").ToArray()), Does.Contain("'rnn.weight_hh_l0' twice"));

    [Test]
    public void Items_of_something_else() => Assert.That(Message(PickleWriter.Protocol2().Op('N').Text("a").Op('N').Op('s').Op('.')), Does.Contain("not a dictionary"));

    [Test]
    public void Something_other_than_a_state_dict() => Assert.That(Message(PickleWriter.Protocol2().Text("hello").Op('.')), Does.Contain("other than a state dict"));

    [Test]
    public void Item_that_is_not_a_tensor() => Assert.That(Message(PickleWriter.Protocol2().Op('}').Text("epoch").Number(3).Op('s').Op('.')), Does.Contain("'epoch' is not a named tensor"));

    [Test]
    public void Empty_state_dict() => Assert.That(Message(PickleWriter.Protocol2().Op('}').Op('.')), Does.Contain("has 0 tensors"));

    [Test]
    public void Control_characters_in_names_stay_out_of_messages() =>
        Assert.That(Message(PickleWriter.Protocol2().Op('}').Text("a\nb\u001b[31m").Op('N').Op('s').Op('.')), Does.Contain("'a?b?[31m' is not a named tensor"));

    private static string Message(PickleWriter pickle) => Message(pickle.ToArray());

    private static string Message(byte[] pickle) => Refused.Message(new PthSample { Pickle = pickle }.ToArray());
}
