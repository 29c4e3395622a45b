namespace Akka.Actor;

/// <summary>Something that can be called off.</summary>
public interface ICancelable
{
    /// <summary>True once it is called off.</summary>
    bool IsCancellationRequested { get; }

    /// <summary>Canceled with it.</summary>
    CancellationToken Token { get; }

    /// <summary>Calls it off; a second call does nothing.</summary>
    void Cancel();

    /// <summary>Calls it off; says whether the first failing callback ends the call.</summary>
    void Cancel(bool throwOnFirstException);

    /// <summary>Calls it off after a delay.</summary>
    void CancelAfter(TimeSpan delay);

    /// <summary>Calls it off after a delay.</summary>
    void CancelAfter(int millisecondsDelay);
}
