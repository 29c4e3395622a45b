using Akka.Event;
using Serilog;

namespace Akka.Logger.Serilog;

/// <summary>
/// Renders Serilog templates such as <c>"{Session} is {State}"</c> as text, for loggers that know no properties.
/// Named in the configuration:
/// <c>akka.logger-formatter = "Akka.Logger.Serilog.SerilogLogMessageFormatter, Akka.Logger.Serilog"</c>.
/// </summary>
public class SerilogLogMessageFormatter : ILogMessageFormatter
{
    /// <summary>An instance to share; it has no state.</summary>
    public static readonly SerilogLogMessageFormatter Instance = new();

    // Binds templates without writing anything, whatever Log.Logger happens to be.
    private static readonly ILogger Binder = new LoggerConfiguration().CreateLogger();

    /// <inheritdoc/>
    public string Format(string format, params object[] args) =>
        Binder.BindMessageTemplate(format, args, out var template, out var properties)
            ? template.Render(properties.ToDictionary(property => property.Name, property => property.Value))
            : format;

    /// <summary>The text with the values in place.</summary>
    public string Format(string format, IEnumerable<object> args) => Format(format, args.ToArray());
}
