using Akka.TestKit.Xunit2;

namespace Conformance;

/// <summary>A system that logs nothing unless the spec says otherwise.</summary>
public abstract class Spec(string config = "")
    : TestKit(
        $"akka {{ loglevel = OFF, log-dead-letters = off, test {{ single-expect-default = 30s, default-timeout = 30s }} }}\n{config}"
    )
{
    /// <summary>Ends a test that hangs, and nothing else; what is expected without a limit waits as long.</summary>
    protected static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    /// <summary>In which nothing is to come, or what comes never is waited for.</summary>
    protected static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(50);
}
