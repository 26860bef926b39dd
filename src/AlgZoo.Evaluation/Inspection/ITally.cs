namespace AlgZoo.Evaluation;

/// <summary>Sums over blocks of <see cref="ShardedPass.BlockSize"/> sequences.</summary>
/// <typeparam name="TSelf">The tally itself.</typeparam>
internal interface ITally<in TSelf>
{
    /// <summary>Draws the sequences of a block and adds what is seen.</summary>
    void AddBlock(ulong block);

    /// <summary>Adds the sums over other blocks.</summary>
    void Add(TSelf other);
}
