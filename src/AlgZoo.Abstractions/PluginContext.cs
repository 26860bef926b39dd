namespace AlgZoo;

/// <summary>Where a plugin lives. <c>Assembly.Location</c> is empty because plugins are loaded from bytes; use this instead.</summary>
/// <param name="Name">The plugin's name: the file name of its DLL without the extension.</param>
/// <param name="Folder">Absolute path of the folder that holds the plugin's DLL and its data files.</param>
public sealed record PluginContext(string Name, string Folder);
