using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace AlgZoo.Hosting;

/// <summary>Reads IL as far as discovery needs it.</summary>
internal static class IntermediateLanguage
{
    private const byte TwoBytePrefix = 0xFE;

    private static readonly Dictionary<int, OpCode> OpCodesByValue = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => (int)(ushort)code.Value);

    /// <summary>The constants that a method hands to calls of certain methods as their last argument.</summary>
    /// <exception cref="InvalidOperationException">The IL is damaged.</exception>
    public static IEnumerable<long> ConstantsPassedTo(IReadOnlySet<EntityHandle> callees, BlobReader body)
    {
        var constants = new List<long>();
        long? constant = null;
        while (body.RemainingBytes > 0)
        {
            int value = body.ReadByte();
            value = value == TwoBytePrefix ? (value << 8) | body.ReadByte() : value;
            if (!OpCodesByValue.TryGetValue(value, out var code))
            {
                throw new InvalidOperationException($"The byte {value:X} is no instruction.");
            }

            long? operand = Operand(code, ref body);
            if ((code == OpCodes.Call || code == OpCodes.Callvirt) && constant is { } passed && callees.Contains(MetadataTokens.EntityHandle((int)operand!.Value)))
            {
                constants.Add(passed);
            }

            constant = code == OpCodes.Conv_I8 ? constant
                : code == OpCodes.Ldc_I4 || code == OpCodes.Ldc_I4_S || code == OpCodes.Ldc_I8 ? operand
                : code == OpCodes.Ldc_I4_M1 ? -1
                : null;
        }

        return constants;
    }

    private static long? Operand(OpCode code, ref BlobReader body)
    {
        switch (code.OperandType)
        {
            case OperandType.InlineNone:
                return null;
            case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar:
                return body.ReadSByte();
            case OperandType.InlineVar:
                return body.ReadInt16();
            case OperandType.InlineI8 or OperandType.InlineR:
                return body.ReadInt64();
            case OperandType.InlineSwitch:
                uint targets = body.ReadUInt32();
                body.Offset = checked((int)(body.Offset + (4 * (long)targets)));
                return null;
            default:
                return body.ReadInt32();
        }
    }
}
