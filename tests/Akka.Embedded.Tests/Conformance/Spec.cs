using Akka.TestKit.Xunit2;

namespace Conformance;

/// <summary>A system that logs nothing unless the spec says otherwise.</summary>
public abstract class Spec(string config = "") : TestKit($"akka.loglevel = OFF\nakka.log-dead-letters = off\n{config}")
{
    protected static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);
    protected static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(50);
}
