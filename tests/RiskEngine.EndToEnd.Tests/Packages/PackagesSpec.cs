using System.Diagnostics;
using System.IO.Compression;
using RiskEngine.EndToEnd.Tests.House;

namespace RiskEngine.EndToEnd.Tests.Packages;

/// <summary>The packages, as somebody meets them who has nothing else of this repository.</summary>
public sealed class PackagesSpec : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private static readonly string[] Names =
    [
        "RiskEngine",
        "RiskEngine.AkkaCluster",
        "RiskEngine.Client",
        "RiskEngine.Core",
        "RiskEngine.Gemini",
        "RiskEngine.Hosting",
        "RiskEngine.Protocol",
        "RiskEngine.Storage",
        "RiskEngine.Tool",
    ];

    /// <summary>Of each run its own: a package of an earlier one may lie in the machine's cache.</summary>
    private readonly string _version = $"0.1.0-t{Path.GetFileNameWithoutExtension(Path.GetRandomFileName())}";

    private readonly TemporaryFolder _folder = new();

    private string Packages => _folder.PathOf("packages");

    public void Dispose() => _folder.Dispose();

    [PackagesFact]
    public async Task Desk_must_build_against_the_packages_and_the_tool_must_run_a_drill()
    {
        await DotnetAsync(
            Repository.Root,
            "pack",
            "RiskEngine.sln",
            "-o",
            Packages,
            $"-p:Version={_version}",
            "-v",
            "q"
        );
        Directory
            .GetFiles(Packages, "*.nupkg")
            .Select(Path.GetFileName)
            .ShouldBe(Names.Select(name => $"{name}.{_version}.nupkg"), ignoreOrder: true);
        foreach (var name in Names)
        {
            await using var package = await ZipFile.OpenReadAsync(Path.Combine(Packages, $"{name}.{_version}.nupkg"));
            package.GetEntry("README.md").ShouldNotBeNull(name);
            package.Entries.ShouldNotContain(entry => entry.Name.Contains("Simulator") && name != "RiskEngine.Tool");
        }

        var desk = _folder.PathOf("desk");
        Directory.CreateDirectory(desk);
        await File.WriteAllTextAsync(
            Path.Combine(desk, "nuget.config"),
            $"""
            <configuration><packageSources><add key="packed" value="{Packages}" /></packageSources></configuration>
            """
        );
        await File.WriteAllTextAsync(
            Path.Combine(desk, "desk.csproj"),
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <RestorePackagesPath>{_folder.PathOf("restored")}</RestorePackagesPath>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="RiskEngine" Version="{_version}" />
                <PackageReference Include="RiskEngine.Gemini" Version="{_version}" />
                <PackageReference Include="RiskEngine.Storage" Version="{_version}" />
              </ItemGroup>
            </Project>
            """
        );
        await File.WriteAllTextAsync(Path.Combine(desk, "Program.cs"), Desk);
        await DotnetAsync(desk, "build", "-o", "out", "-v", "q");
        (await DotnetAsync(desk, "out/desk.dll")).ShouldContain("told that nothing is proven");

        var tool = _folder.PathOf("tool");
        await DotnetAsync(
            desk,
            ["tool", "install", "RiskEngine.Tool", "--tool-path", tool, "--version", _version, "--add-source", Packages]
        );
        var drill = await RunAsync(desk, Path.Combine(tool, "riskengine"), ["drill", "--trading", "1"]);
        drill.ShouldContain("NO OPEN ORDERS: proven for every session.");
    }

    /// <summary>What a desk writes: it engages, on an exchange that nobody can reach, and is told that nothing is proven.</summary>
    private const string Desk = """
        using Akka.Actor;
        using Akka.Configuration;
        using RiskEngine;
        using RiskEngine.Core;
        using RiskEngine.Gemini;
        using RiskEngine.Protocol;
        using RiskEngine.Storage;

        Environment.SetEnvironmentVariable("RISKENGINE__SESSIONS__MAKER_1__APIKEY", "account-demo");
        Environment.SetEnvironmentVariable("RISKENGINE__SESSIONS__MAKER_1__APISECRET", "a-secret-of-nobody");
        var config = ConfigurationFactory.ParseString(
            "risk-engine { gemini.rest-base-address = \"http://127.0.0.1:9\", sessions { maker-1 { } } }"
        );
        var system = ActorSystem.Create("desk", config);
        var result = RiskEngineSettings.Read(config, new EnvironmentSecrets(), new GeminiExchange(TimeProvider.System));
        if (result is not SettingsResult.Valid { Settings: var settings })
            throw new InvalidOperationException(result.ToString());
        await using var store = EngineStore.Open(settings.Store, settings.Node, TimeProvider.System);
        var ports = new RiskEnginePorts { NonceMarks = store.NonceMarks, KillSwitchLog = store.KillSwitchLog, Audit = store.Audit };
        var engine = await system.StartRiskEngine(settings, ports);
        var session = engine.Guardians.Keys.Single();
        var outcome = await engine.Router.Ask<SessionCancelOutcome>(
            new CancelSession(session, CommandId.New(), null, new RequestedBy.Person("ann"), new Reason("a test"), TimeSpan.FromSeconds(1))
        );
        if (outcome is SessionCanceled)
            throw new InvalidOperationException("Nobody was there to cancel anything.");
        Console.WriteLine("told that nothing is proven");
        await system.Terminate();
        """;

    private static Task<string> DotnetAsync(string folder, params string[] arguments) =>
        RunAsync(folder, "dotnet", arguments);

    private static async Task<string> RunAsync(string folder, string program, string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var limit = new CancellationTokenSource(Limit, TimeProvider.System);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        process.ExitCode.ShouldBe(0, $"{program} {string.Join(' ', arguments)}:\n{await output}{await error}");
        return await output;
    }
}
