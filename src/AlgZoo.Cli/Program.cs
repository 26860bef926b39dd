using AlgZoo.Cli;

return await CommandRunner.RunAsync(CommandTree.Create(), args);
