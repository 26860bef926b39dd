namespace AlgZoo.Hosting;

/// <summary>Why a call is not metered.</summary>
internal enum UnmeteredKind
{
    /// <summary>Native code.</summary>
    Native,

    /// <summary>Arithmetic of a library outside the price list.</summary>
    Arithmetic,

    /// <summary>Code that is made, loaded or started where the meter cannot follow.</summary>
    Escape,
}
