#!/usr/bin/env dotnet
// Contributors' verbs: dotnet dev.cs check | run | test | docs | golden | bench | soak
using System.Diagnostics;

return args switch
{
    ["check", ..] => Run("dotnet", "build", "--nologo", "-v", "quiet") is var built and not 0 ? built : Run("dotnet", "run", "--no-build", "--project", "tests/Fairlead.Architecture.Tests"),
    ["run", .. var rest] => Run("dotnet", ["run", "--project", "src/Fairlead.Server", "--", "serve", .. rest]),
    ["test", .. var rest] => Run("bash", ["./test", .. rest]),
    ["docs", ..] => Documents(),
    ["golden", ..] => Golden(),
    ["bench", .. var rest] => Run("dotnet", ["run", "-c", "Release", "--project", "bench/Fairlead.Bench", "--", .. rest]),
    ["soak", .. var rest] => Run("dotnet", ["run", "-c", "Release", "--project", "bench/Fairlead.Bench", "--", "all", "--seconds", "10", .. rest]),
    _ => Usage(),
};

static int Run(string command, params string[] arguments)
{
    using var process = Process.Start(new ProcessStartInfo(command, arguments))!;
    process.WaitForExit();
    return process.ExitCode;
}

static int Documents()
{
    Environment.SetEnvironmentVariable("FAIRLEAD_UPDATE_DOCS", "1");
    return Run("dotnet", "run", "--project", "tests/Fairlead.Server.Tests", "--", "-class", "*PageTests")
        | Run("dotnet", "run", "--project", "tests/Fairlead.Protocols.Tests", "--", "-class", "*PageTests");
}

static int Golden()
{
    Environment.SetEnvironmentVariable("FAIRLEAD_UPDATE_GOLDEN", "1");
    return Run("dotnet", "run", "--project", "tests/Fairlead.Protocols.Tests", "--", "-class", "*GoldenTests")
        | Run("dotnet", "run", "--project", "tests/Fairlead.Server.Tests", "--", "-class", "*GoldenTests");
}

static int Usage()
{
    Console.Error.WriteLine("dotnet dev.cs check | run | test | docs | golden | bench | soak");
    return 2;
}
