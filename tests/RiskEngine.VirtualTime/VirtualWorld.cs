using Akka.Actor;
using Akka.Configuration;

namespace RiskEngine.VirtualTime;

/// <summary>
/// An actor system on the test's own thread, in virtual time: a seed chooses which actor handles its next message, and
/// time passes only when the test says so.
/// </summary>
/// <remarks>
/// With <c>Akka.Embedded</c> it is that runtime's deterministic world: the same seed gives the same order, always. With
/// the Akka.NET packages it is a dispatcher and a scheduler of its own. These complete asks and phases of a shutdown on
/// the thread pool; the world waits for the pool after every message, so that the order is the seed's as long as one
/// message sends no two things there that race each other.
/// </remarks>
public sealed partial class VirtualWorld : IDisposable
{
    private static readonly Config Quiet = ConfigurationFactory.ParseString(
        """
        akka {
          loglevel = OFF
          stdout-loglevel = OFF
          log-dead-letters = off
          loggers = []
          coordinated-shutdown.run-by-actor-system-terminate = off
        }
        """
    );

    /// <summary>What chooses; a spec that fails names it.</summary>
    public int Seed { get; }

    /// <summary>The system. Its scheduler and all timeouts are in virtual time.</summary>
    public ActorSystem System { get; }

    /// <summary>The same clock for everything outside of the system.</summary>
    public TimeProvider Time { get; }

    /// <summary>Starts a system; nothing is logged unless the configuration says otherwise.</summary>
    /// <param name="config">Comes over the defaults; null: they stand.</param>
    /// <param name="seed">Null: that of <c>RISKENGINE_SEED</c>, or 1.</param>
    public static VirtualWorld Create(Config? config = null, int? seed = null) =>
        new((config ?? ConfigurationFactory.Empty).WithFallback(Quiet), seed ?? Seeds.Or(1));

    /// <summary>An actor that keeps what it is told, for the test to look at.</summary>
    public Listener Listen() => new(this);

    /// <summary>Asks an actor, in no time.</summary>
    public T Ask<T>(ICanTell actor, object question)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var asker = Listen();
        actor.Tell(question, asker.Ref);
        return asker.Expect<T>();
    }

    /// <summary>Does something when a time has passed: an answer that is on its way.</summary>
    public async Task<T> After<T>(TimeSpan time, Func<Task<T>> then)
    {
        ArgumentNullException.ThrowIfNull(then);
        await Task.Delay(time, Time).ConfigureAwait(false);
        return await then().ConfigureAwait(false);
    }
}
