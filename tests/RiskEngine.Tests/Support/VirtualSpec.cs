using Akka.Configuration;

namespace RiskEngine.Tests.Support;

/// <summary>An engine whose exchange the test plays, in virtual time: nothing happens between the lines of a spec.</summary>
public abstract class VirtualSpec : CommandingSpec, IDisposable
{
    /// <param name="seed">Null: that of <c>RISKENGINE_SEED</c>, or the same in every run.</param>
    private protected VirtualSpec(int? seed = null)
    {
        World = VirtualWorld.Create(seed: seed);
        Test = World.Listen();
    }

    /// <summary>Passes time, and lets everybody work.</summary>
    private protected VirtualWorld World { get; }

    /// <summary>Asks and is answered.</summary>
    private protected Listener Test { get; }

    private protected ScriptedExchange Exchange { get; } = new();

    /// <summary>Stops the system.</summary>
    public void Dispose()
    {
        World.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Two sessions: maker-1, which verifies nothing, and taker-1; the given settings come over that.</summary>
    private protected RiskEngineSettings Settings(string hocon = "")
    {
        var config = ConfigurationFactory.ParseString(
            "risk-engine { guardian.preflight = off\n sessions { maker-1 { verification = none }\n taker-1 { } } }"
        );
        if (hocon.Length > 0)
            config = ConfigurationFactory.ParseString(hocon).WithFallback(config);
        return RiskEngineSettings.Read(config, KnownSecrets.For("maker-1", "taker-1"), Exchange) switch
        {
            SettingsResult.Valid valid => valid.Settings,
            SettingsResult.Faulty faulty => throw new InvalidOperationException(string.Join('\n', faulty.Faults)),
            _ => throw new InvalidOperationException(),
        };
    }

    /// <summary>How often an engine was started: each start is a run of its own.</summary>
    private ulong _starts;

    /// <summary>Starts the engine on the world's clock.</summary>
    private protected RiskEngineHandle Start(string hocon = "", RiskEnginePorts? ports = null) =>
        World.Await(
            World.System.StartRiskEngine(
                Settings(hocon),
                (ports ?? RiskEnginePorts.Default) with
                {
                    Time = World.Time,
                    JitterSeed = (ulong)World.Seed,
                    Run = new EngineRunId((ulong)World.Seed + _starts++),
                }
            )
        );

    /// <summary>Stops the engine, as the system's shutdown would; the system and its listeners go on.</summary>
    private protected void Stop(RiskEngineHandle engine) => World.Await(engine.Stop!.RunAsync());

    private protected SessionStatus StatusOf(SessionKey session, RiskEngineHandle engine) =>
        World.Ask<SessionStatus>(engine.Router, new GetSessionStatus(session));
}
