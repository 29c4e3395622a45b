using Akka.Actor;
using Akka.Configuration;
using RiskEngine.Tests.Support;

namespace RiskEngine.Tests.Clustering;

/// <summary>One node: a system and an engine of its own, in virtual time.</summary>
internal sealed class EngineNode : IDisposable
{
    private const string Sessions = """
        risk-engine {
          store.kind = postgres
          cluster.kind = postgres
          guardian.preflight = off
          session-defaults.verification = none
          sessions.maker-1 { }
          sessions.taker-1 { }
        }
        """;

    private readonly VirtualWorld _world;

    internal EngineNode(VirtualWorld world, string name, Func<NodeName, RiskEnginePorts> ports, string hocon)
    {
        _world = world;
        Name = new NodeName(name);
        Test = world.Listen();
        var config = ConfigurationFactory
            .ParseString(hocon)
            .WithFallback(ConfigurationFactory.ParseString($"risk-engine.node = {name}"))
            .WithFallback(ConfigurationFactory.ParseString(Sessions));
        var settings = RiskEngineSettings.Read(config, KnownSecrets.WithStore("maker-1", "taker-1"), Exchange) switch
        {
            SettingsResult.Valid valid => valid.Settings,
            SettingsResult.Faulty faulty => throw new InvalidOperationException(string.Join('\n', faulty.Faults)),
            _ => throw new InvalidOperationException(),
        };
        Engine = world.Await(
            world.System.StartRiskEngine(settings, ports(Name) with { Time = world.Time, JitterSeed = 1 })
        );
    }

    internal NodeName Name { get; }

    internal Listener Test { get; }

    internal ScriptedExchange Exchange { get; } = new();

    internal RiskEngineHandle Engine { get; }

    /// <summary>A dead node does nothing while time passes.</summary>
    internal bool IsDead { get; set; }

    internal void Advance(TimeSpan time)
    {
        if (!IsDead)
            _world.Advance(time);
    }

    /// <summary>Answers after a while of the node's own time.</summary>
    internal Task<T> After<T>(TimeSpan time, Func<Task<T>> then) => _world.After(time, then);

    internal bool Runs(SessionKey session) =>
        _world.Ask<object>(Engine.Router, new GetSessionStatus(session)) is SessionStatus;

    /// <summary>Which node runs a session, as this one has heard.</summary>
    internal NodeName? Sees(SessionKey session) =>
        _world.Ask<ClusterView>(Engine.Peers!, GetClusterView.Instance).HolderOf(session);

    internal T Ask<T>(object message) => _world.Ask<T>(Engine.Router, message);

    internal T AskSwitch<T>(object message) => _world.Ask<T>(Engine.KillSwitch, message);

    /// <summary>Hands over what another node passes on.</summary>
    internal void Tell(PeerMessage message, Action<object> then) =>
        Engine.Peers!.Tell(message, _world.System.ActorOf(Props.Create(() => new VirtualPeers.Once(then))));

    /// <summary>Sends a message, and takes the answer when it has come.</summary>
    internal void Tell(object message) => Engine.Router.Tell(message, Test.Ref);

    internal void TellSwitch(object message) => Engine.KillSwitch.Tell(message, Test.Ref);

    internal IReadOnlyList<OutboundRequest> Sent(SessionKey session) => Exchange[session.Alias.Value].Sent;

    internal void Stop() => _world.Await(Engine.Stop!.RunAsync());

    /// <summary>Begins to stop; it goes on while time passes.</summary>
    internal Task BeginToStop() => Engine.Stop!.RunAsync();

    public void Dispose() => _world.Dispose();
}
