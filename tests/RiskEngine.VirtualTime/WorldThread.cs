using System.Diagnostics;

namespace RiskEngine.VirtualTime;

/// <summary>The one thread that a world lives on. What another one does there would come in an order that no seed chooses.</summary>
internal sealed class WorldThread
{
    private readonly int _own = Environment.CurrentManagedThreadId;
    private string? _trespass;

    /// <summary>Keeps the first call from another thread, and where it came from.</summary>
    internal void Check()
    {
        if (Environment.CurrentManagedThreadId != _own)
            Interlocked.CompareExchange(ref _trespass, new StackTrace(1, fNeedFileInfo: true).ToString(), null);
    }

    /// <exception cref="InvalidOperationException">Another thread was here; told once.</exception>
    internal void ThrowIfTrespassed(int seed)
    {
        if (Interlocked.Exchange(ref _trespass, null) is { } where)
            throw new InvalidOperationException(
                $"Another thread than the world's was at work in it ({Seeds.Replay(seed)}):\n{where}"
            );
    }
}
