// Every test has a working directory and processes of its own.
[assembly: Parallelizable(ParallelScope.All)]
[assembly: FixtureLifeCycle(LifeCycle.InstancePerTestCase)]

// Many wait: for a process, for a time limit, for a file to be quiet.
[assembly: LevelOfParallelism(4)]
