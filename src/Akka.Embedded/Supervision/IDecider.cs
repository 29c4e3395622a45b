namespace Akka.Actor;

/// <summary>Chooses the directive for a failure.</summary>
public interface IDecider
{
    /// <summary>The directive for a cause.</summary>
    Directive Decide(Exception cause);
}
