// Speed of the kernels, and the cost of metering. From the repository's root:
//
//   dotnet run -c Release --project tests/Benchmarks -- --filter '*Sampling*'     M16,10 from random numbers to hits, and its parts, on every vector path
//   dotnet run -c Release --project tests/Benchmarks -- --filter '*HiddenSize*'   sampling at other hidden sizes
//   dotnet run -c Release --project tests/Benchmarks -- --filter '*Metering*'     plugin code as it was built and rewritten to be metered
//   dotnet run -c Release --project tests/Benchmarks -- --filter '*Worker*'       a cell in a worker process, and the start of one
//   dotnet run -c Release --project tests/Benchmarks -- --filter '*Cone*'         the exact score of networks of two and three inputs
//   dotnet run -c Release --project tests/Benchmarks -- exact-agreement [samples] exact scores beside sampled ones, 1e9 sequences each by default
//   dotnet run -c Release --project tests/Benchmarks -- --filter '*LastInput*'    a point of order-sobol and its parts
//   dotnet run -c Release --project tests/Benchmarks -- --filter '*.TrainingBenchmarks*'   training of ReLU RNNs on one thread
//   dotnet run -c Release --project tests/Benchmarks -- --filter '*Denormal*'     training of a fresh and of a well-trained model
//   dotnet run -c Release --project tests/Benchmarks -- --filter '*AttentionTraining*' loss and gradient of the transformer
//   dotnet run -c Release --project tests/Benchmarks -- metering [part of a case's name]   the same as a table, in a minute
//   dotnet run -c Release --project tests/Benchmarks -- --list flat               all of them
//
// Times are per sequence, unless said otherwise. On a busy machine compare the column Min, and compare with the benchmark Peak of the same run, never with times of another run or machine: Peak does the multiply-adds of
// one sequence's forward pass in registers and is what no kernel can beat.
using AlgZoo.Benchmarks;
using BenchmarkDotNet.Running;

if (args is ["metering", .. var rest])
{
    MeteringTable.Print(rest.FirstOrDefault());
    return;
}

if (args is ["exact-agreement", .. var sizes])
{
    AgreementTable.Print(sizes.FirstOrDefault());
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(SamplingBenchmarks).Assembly).Run(args, new ShortWindows());
