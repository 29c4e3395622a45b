namespace Akka.Actor;

/// <summary>Pairs of exception type and directive.</summary>
public static class DirectiveExtensions
{
    /// <summary>The directive for an exception type and those derived from it.</summary>
    public static KeyValuePair<Type, Directive> When<TException>(this Directive self)
        where TException : Exception => new(typeof(TException), self);
}
