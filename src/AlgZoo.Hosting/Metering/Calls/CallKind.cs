namespace AlgZoo.Hosting;

/// <summary>How a call to a method outside the metered assemblies is accounted for.</summary>
internal enum CallKind
{
    /// <summary>It does no floating-point arithmetic, or none but that of metered code it calls back.</summary>
    Free,

    /// <summary>Its operations are known: they are added where it is called.</summary>
    Priced,

    /// <summary>A method of the host that does the same and charges for it takes its place.</summary>
    Shimmed,

    /// <summary>It may do arithmetic that nobody counts.</summary>
    Unmetered,
}
