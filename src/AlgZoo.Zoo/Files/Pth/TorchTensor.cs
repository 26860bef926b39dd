namespace AlgZoo.Zoo;

/// <summary>A strided view into a storage. Construction proves that the view lies inside it and has no more elements than it.</summary>
internal sealed class TorchTensor : PickleValue
{
    private readonly int _offset;
    private readonly int[] _strides;

    private TorchTensor(TorchStorage storage, int offset, int[] shape, int[] strides)
    {
        Storage = storage;
        Shape = shape;
        _offset = offset;
        _strides = strides;
        Elements = EnsureInside();
    }

    public TorchStorage Storage { get; }

    public int[] Shape { get; }

    public int Elements { get; }

    /// <summary>Reads the arguments of <c>_rebuild_tensor_v2</c>: (storage, offset, size, stride, requires grad, backward hooks).</summary>
    public static TorchTensor FromArguments(PickleValue arguments) =>
        arguments is PickleTuple
        {
            Items: [TorchStorage storage, PickleInteger offset, PickleTuple shape, PickleTuple strides, PickleBoolean, PickleDictionary { Items.Count: 0 }],
        }
            ? new(storage, offset.Value, Integers(shape), Integers(strides))
            : throw Refusal.NotPlainWeights("data.pkl rebuilds a tensor from arguments that are not (storage, offset, size, stride, flag, no hooks).");

    /// <summary>The elements of the view, row-major, as float32.</summary>
    /// <param name="content">The bytes of the whole storage.</param>
    public float[] Gather(ReadOnlySpan<byte> content)
    {
        float[] values = new float[Elements];
        Span<int> index = stackalloc int[FileLimits.Rank];
        for (int i = 0; i < values.Length; i++)
        {
            int position = _offset;
            for (int axis = 0; axis < Shape.Length; axis++)
            {
                position += index[axis] * _strides[axis];
            }

            values[i] = Storage.ElementType.Read(content, position);
            for (int axis = Shape.Length - 1; axis >= 0 && ++index[axis] == Shape[axis]; axis--)
            {
                index[axis] = 0;
            }
        }

        return values;
    }

    private static int[] Integers(PickleTuple tuple) =>
        [.. tuple.Items.Select(item => item is PickleInteger integer ? integer.Value : throw Refusal.NotPlainWeights("data.pkl has a tensor size or stride that is not a whole number."))];

    private int EnsureInside()
    {
        if (Shape.Length is < 1 or > FileLimits.Rank || Shape.Length != _strides.Length)
        {
            throw Refusal.NotPlainWeights($"data.pkl has a tensor with {Shape.Length} sizes and {_strides.Length} strides; 1 to {FileLimits.Rank} of each, equally many, are read.");
        }

        if (_offset < 0 || Array.Exists(_strides, stride => stride < 0) || Array.Exists(Shape, extent => extent < 1))
        {
            throw Refusal.Damaged("data.pkl has a tensor with a negative offset or stride, or a size below 1.");
        }

        // Sizes first: once their product is known to be small, the last index cannot overflow.
        long elements = 1;
        long last = _offset;
        for (int axis = 0; axis < Shape.Length; axis++)
        {
            elements *= Shape[axis];
            if (elements > Storage.Elements)
            {
                throw Refusal.Damaged($"data.pkl has a tensor with more elements than its storage of {Storage.Elements}.");
            }

            last += (Shape[axis] - 1L) * _strides[axis];
        }

        return last < Storage.Elements ? (int)elements : throw Refusal.Damaged($"data.pkl has a tensor that reaches element {last} of a storage of {Storage.Elements}.");
    }
}
