namespace Akka.Actor;

/// <summary>Stopping an actor and knowing when it is gone.</summary>
public static class GracefulStopSupport
{
    /// <summary>Sends a <see cref="PoisonPill"/>; true when the actor has stopped, false when it has not in time.</summary>
    public static Task<bool> GracefulStop(this IActorRef target, TimeSpan timeout) =>
        target.GracefulStop(timeout, PoisonPill.Instance);

    /// <summary>Sends a message that makes the actor stop; true when it has stopped, false when it has not in time.</summary>
    public static async Task<bool> GracefulStop(this IActorRef target, TimeSpan timeout, object stopMessage)
    {
        var watchee = target.Internal();
        var watcher = new FutureActorRef<Terminated>(Futures.SystemOf(watchee));
        watcher.ExpireAfter(timeout, CancellationToken.None);
        watchee.SendSystem(new Watch(watcher));
        target.Tell(stopMessage, ActorRefs.NoSender);
        try
        {
            var terminated = await watcher.Task.ConfigureAwait(false);
            return terminated.ActorRef.Path.Equals(target.Path);
        }
        catch (Exception)
        {
            return false;
        }
        finally
        {
            watchee.SendSystem(new Unwatch(watcher));
        }
    }
}
