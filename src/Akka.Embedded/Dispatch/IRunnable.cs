namespace Akka.Dispatch;

/// <summary>Work that a thread can run.</summary>
public interface IRunnable
{
    /// <summary>Runs it.</summary>
    void Run();
}
