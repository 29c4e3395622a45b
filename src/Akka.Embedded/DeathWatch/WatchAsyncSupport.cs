namespace Akka.Actor;

/// <summary>Awaiting a death from outside of actors.</summary>
public static class WatchAsyncSupport
{
    /// <summary>Completes with true when the actor has died, with false when the token was canceled before.</summary>
    public static async Task<bool> WatchAsync(this IActorRef target, CancellationToken token = default)
    {
        var watchee = target.Internal();
        var watcher = new FutureActorRef<Terminated>(Futures.SystemOf(watchee));
        watcher.ExpireAfter(Timeout.InfiniteTimeSpan, token);
        watchee.SendSystem(new Watch(watchee, watcher));
        try
        {
            await watcher.Task.ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        finally
        {
            watchee.SendSystem(new Unwatch(watchee, watcher));
        }
    }
}
