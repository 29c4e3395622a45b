using System.Runtime.CompilerServices;
using Akka.Actor;
using Akka.Configuration;
using RiskEngine.Client;

namespace RiskEngine.RemoteStrategy;

/// <summary>Asks an engine in another process for one thing after another, and prints each answer on a line.</summary>
internal static class Program
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private static async Task<int> Main(string[] arguments)
    {
        if (arguments is not [var router, var killSwitch, var alias, "with-client" or "without-client"])
        {
            await Console.Error.WriteLineAsync("ROUTER KILL-SWITCH ALIAS with-client|without-client");
            return 2;
        }

        var config = ConfigurationFactory.ParseString(
            """
            akka {
              loglevel = OFF, stdout-loglevel = OFF, log-dead-letters = off
              actor.provider = remote
              remote.dot-netty.tcp { hostname = "127.0.0.1", port = 0 }
            }
            """
        );
        var system = ActorSystem.Create(
            "strategies",
            arguments[3] == "with-client" ? WithTheEnginesSerializer(config) : config
        );
        var session = new SessionKey(ExchangeName.Gemini, AccountName.OfTheKey, new SessionAlias(alias));
        var quoter = new StrategyId("quoter");
        var engine = system.ActorSelection(router);
        await Ask(engine, new GetSessionStatus(session));
        await Ask(engine, new LeaseNonce(session, new CommandId("lease"), quoter));
        await Ask(
            engine,
            new CancelSession(
                session,
                new CommandId("cancel"),
                quoter,
                new RequestedBy.Strategy(quoter),
                new Reason("a test")
            )
        );
        await Ask(
            system.ActorSelection(killSwitch),
            new EngageKillSwitch(
                new KillSwitchScope.Strategy(quoter),
                new CommandId("engage"),
                new RequestedBy.Strategy(quoter),
                new Reason("a test")
            )
        );
        var watched = system.ActorOf(
            Props.Create(() => new Strategy(engine, new RegisterStrategy(session, quoter))),
            "quoter"
        );
        await watched.WatchAsync();
        await system.Terminate();
        return 0;
    }

    /// <summary>A method of its own, so that a process that does not call it never loads the assembly.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Config WithTheEnginesSerializer(Config config) => config.WithRiskEngineSerializer();

    private static async Task Ask(ActorSelection engine, object message)
    {
        object answer;
        try
        {
            answer = await engine.Ask<object>(message, Patience);
        }
        catch (Exception failure) when (failure is ArgumentException or AskTimeoutException)
        {
            answer = failure;
        }

        Print(message, answer);
    }

    private static void Print(object message, object answer) =>
        Console.WriteLine(
            $"{message.GetType().Name}: "
                + (answer is Exception failure ? $"{failure.GetType().Name} {failure.Message}" : answer.GetType().Name)
        );

    /// <summary>A strategy that is watched by the engine, and ends as soon as it is.</summary>
    private sealed class Strategy : ReceiveActor
    {
        public Strategy(ActorSelection engine, RegisterStrategy register)
        {
            Receive<Status.Failure>(failure => End(failure.Cause));
            SetReceiveTimeout(Patience);
            ReceiveAny(End);
            engine.Tell(register, Self);

            void End(object answer)
            {
                Print(register, answer);
                Context.Stop(Self);
            }
        }
    }
}
