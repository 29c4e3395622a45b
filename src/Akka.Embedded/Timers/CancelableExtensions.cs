namespace Akka.Actor;

/// <summary>Calling off what may be null.</summary>
public static class CancelableExtensions
{
    /// <summary>Calls it off unless it is null.</summary>
    public static void CancelIfNotNull(this ICancelable? cancelable) => cancelable?.Cancel();
}
