using RiskEngine.Contracts.Postgres;

namespace RiskEngine.Contracts;

/// <summary>What every fast path of kill-switch records must do: two nodes are played by two instances.</summary>
public abstract class KillSwitchChangesContract : IAsyncLifetime
{
    /// <summary>Ends a test that hangs.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Where one node appends.</summary>
    private protected abstract IKillSwitchLog Log { get; }

    /// <summary>What the other one hears.</summary>
    private protected abstract IKillSwitchChanges Changes { get; }

    public virtual Task InitializeAsync() => Task.CompletedTask;

    public abstract Task DisposeAsync();

    [StoreFact]
    public async Task Listener_must_hear_of_a_record()
    {
        var heard = new SemaphoreSlim(0);
        using var subscription = Changes.Subscribe(() => heard.Release());
        await ListeningAsync(heard);

        await Log.KeepAsync(Some.Engagement(1));

        (await heard.WaitAsync(Patience)).ShouldBeTrue();
    }

    [StoreFact]
    public async Task Listener_must_hear_nothing_once_it_has_unsubscribed()
    {
        var (gone, heard) = (0, new SemaphoreSlim(0));
        var first = Changes.Subscribe(() => Interlocked.Increment(ref gone));
        using var second = Changes.Subscribe(() => heard.Release());
        await ListeningAsync(heard);
        first.Dispose();
        var before = Volatile.Read(ref gone);

        await Log.KeepAsync(Some.Engagement(1));

        (await heard.WaitAsync(Patience)).ShouldBeTrue();
        gone.ShouldBe(before);
    }

    /// <summary>Whether it calls once when it begins to listen; until then nothing need be heard.</summary>
    private protected virtual bool CallsWhenItBeginsToListen => false;

    private async Task ListeningAsync(SemaphoreSlim heard)
    {
        if (CallsWhenItBeginsToListen)
            (await heard.WaitAsync(Patience)).ShouldBeTrue();
    }
}
