namespace Akka.Event;

/// <summary>Puts a template and its values together.</summary>
public interface ILogMessageFormatter
{
    /// <summary>The text with the values in place.</summary>
    string Format(string format, params object[] args);
}
