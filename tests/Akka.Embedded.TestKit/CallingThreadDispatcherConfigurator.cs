using Akka.Dispatch;

namespace Akka.TestKit;

/// <summary>Runs an actor on the thread that sends to it: for tests that want to see the effect at once.</summary>
/// <remarks>The configuration names Akka.NET's configurator of this dispatcher; here that is the dispatcher.</remarks>
internal sealed class CallingThreadDispatcherConfigurator() : MessageDispatcher(int.MaxValue)
{
    public override void Execute(IThreadPoolWorkItem work)
    {
        // An awaiting handler must come back to its actor, not to the context of the test that called.
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            work.Execute();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }
}
