namespace Akka.Actor;

/// <summary>Gives an actor timers of its own.</summary>
public interface IWithTimers
{
    /// <summary>Set by the runtime before <see cref="ActorBase.PreStart"/>.</summary>
    ITimerScheduler Timers { get; set; }
}

/// <summary>
/// The timers of one instance of an actor, each under a key. They end with the instance, and a message of a timer that
/// was canceled, started anew or belongs to an earlier instance is never delivered, even if it waits in the mailbox.
/// </summary>
public interface ITimerScheduler
{
    /// <summary>Sends a message to the actor at an interval; replaces the timer under the key.</summary>
    void StartPeriodicTimer(object key, object msg, TimeSpan interval);

    /// <summary>Sends a message to the actor at an interval; replaces the timer under the key.</summary>
    void StartPeriodicTimer(object key, object msg, TimeSpan initialDelay, TimeSpan interval);

    /// <summary>Sends a message to the actor once; replaces the timer under the key.</summary>
    void StartSingleTimer(object key, object msg, TimeSpan timeout);

    /// <summary>True when a timer runs under the key.</summary>
    bool IsTimerActive(object key);

    /// <summary>Ends the timer under the key.</summary>
    void Cancel(object key);

    /// <summary>Ends all timers.</summary>
    void CancelAll();
}
