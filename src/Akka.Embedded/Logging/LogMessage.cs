namespace Akka.Event;

/// <summary>A template and its values, put together only when somebody reads it.</summary>
public abstract class LogMessage(ILogMessageFormatter formatter, string format)
{
    /// <summary>Puts template and values together.</summary>
    protected readonly ILogMessageFormatter Formatter = formatter;

    /// <summary>The template.</summary>
    public string Format => format;

    /// <summary>The values.</summary>
    public abstract IEnumerable<object> Parameters();
}

internal sealed class DefaultLogMessage(ILogMessageFormatter formatter, string format, object[] args)
    : LogMessage(formatter, format)
{
    public override IEnumerable<object> Parameters() => args;

    public override string ToString() => Formatter.Format(Format, args);
}
