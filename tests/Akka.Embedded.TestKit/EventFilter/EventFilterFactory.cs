using System.Text.RegularExpressions;
using Akka.Event;

namespace Akka.TestKit;

/// <summary>Describes log events: by level, exception, text and source.</summary>
public class EventFilterFactory
{
    private readonly TestKitBase _kit;
    private readonly ActorSystem _system;
    private readonly IReadOnlyList<LogFilter> _others;

    public EventFilterFactory(TestKitBase testkit)
        : this(testkit, testkit.Sys) { }

    public EventFilterFactory(TestKitBase testkit, ActorSystem system)
        : this(testkit, system, []) { }

    internal EventFilterFactory(TestKitBase testkit, ActorSystem system, IReadOnlyList<LogFilter> others)
    {
        _kit = testkit;
        _system = system;
        _others = others;
    }

    public IEventFilterApplier Exception<TException>(Regex pattern, string? source = null)
        where TException : Exception => Exception(typeof(TException), pattern, source);

    public IEventFilterApplier Exception(
        Type exceptionType,
        Regex pattern,
        string? source = null,
        bool checkInnerExceptions = false
    ) => Failure(exceptionType, pattern.IsMatch, source, checkInnerExceptions);

    public IEventFilterApplier Exception<TException>(
        string? message = null,
        string? start = null,
        string? contains = null,
        string? source = null
    )
        where TException : Exception => Exception(typeof(TException), message, start, contains, source);

    public IEventFilterApplier Exception(
        Type exceptionType,
        string? message = null,
        string? start = null,
        string? contains = null,
        string? source = null,
        bool checkInnerExceptions = false
    ) => Failure(exceptionType, Text(message, start, contains), source, checkInnerExceptions);

    public IEventFilterApplier Error(
        string? message = null,
        string? start = null,
        string? contains = null,
        string? source = null
    ) => ForLogLevel(LogLevel.ErrorLevel, message, start, contains, source);

    public IEventFilterApplier Error(Regex pattern, string? source = null) =>
        ForLogLevel(LogLevel.ErrorLevel, pattern, source);

    public IEventFilterApplier Warning(
        string? message = null,
        string? start = null,
        string? contains = null,
        string? source = null
    ) => ForLogLevel(LogLevel.WarningLevel, message, start, contains, source);

    public IEventFilterApplier Warning(Regex pattern, string? source = null) =>
        ForLogLevel(LogLevel.WarningLevel, pattern, source);

    public IEventFilterApplier Info(
        string? message = null,
        string? start = null,
        string? contains = null,
        string? source = null
    ) => ForLogLevel(LogLevel.InfoLevel, message, start, contains, source);

    public IEventFilterApplier Info(Regex pattern, string? source = null) =>
        ForLogLevel(LogLevel.InfoLevel, pattern, source);

    public IEventFilterApplier Debug(
        string? message = null,
        string? start = null,
        string? contains = null,
        string? source = null
    ) => ForLogLevel(LogLevel.DebugLevel, message, start, contains, source);

    public IEventFilterApplier Debug(Regex pattern, string? source = null) =>
        ForLogLevel(LogLevel.DebugLevel, pattern, source);

    public IEventFilterApplier ForLogLevel(
        LogLevel logLevel,
        string? message = null,
        string? start = null,
        string? contains = null,
        string? source = null
    ) => Line(logLevel, Text(message, start, contains), source);

    public IEventFilterApplier ForLogLevel(LogLevel logLevel, Regex pattern, string? source = null) =>
        Line(logLevel, pattern.IsMatch, source);

    public IEventFilterApplier Custom(Predicate<LogEvent> predicate) => Apply(log => predicate(log));

    public IEventFilterApplier Custom<TLogEvent>(Predicate<TLogEvent> predicate)
        where TLogEvent : LogEvent => Apply(log => log is TLogEvent typed && predicate(typed));

    public IEventFilterApplier DeadLetter() => Letter(_ => true, null);

    public IEventFilterApplier DeadLetter<TMessage>(string? source = null) =>
        Letter(message => message is TMessage, source);

    public IEventFilterApplier DeadLetter<TMessage>(Func<TMessage, bool> isMatch, string? source = null) =>
        Letter(message => message is TMessage typed && isMatch(typed), source);

    public IEventFilterApplier DeadLetter(Type type, string? source = null) => Letter(type.IsInstanceOfType, source);

    private static Func<string, bool> Text(string? message, string? start, string? contains) =>
        message is not null ? text => text == message
        : start is not null ? text => text.StartsWith(start, StringComparison.Ordinal)
        : contains is not null ? text => text.Contains(contains, StringComparison.Ordinal)
        : _ => true;

    /// <summary>A source may be given as it is logged, or as a path without the address of the system.</summary>
    private static bool IsFrom(LogEvent log, string? source) =>
        source is null
        || log.LogSource == source
        || (ActorPath.TryParse(log.LogSource, out var path) && path.ToStringWithoutAddress() == source)
        || log.LogSource.StartsWith(source + " (", StringComparison.Ordinal);

    private static bool Fits(Exception? cause, Type type, Func<string, bool> text, object message, bool inner) =>
        cause is not null
        && (
            (type.IsInstanceOfType(cause) && (text(cause.Message) || text(message.ToString() ?? "")))
            || (inner && Fits(cause.InnerException, type, text, message, inner))
        );

    private IEventFilterApplier Line(LogLevel level, Func<string, bool> text, string? source) =>
        Apply(log => log.LogLevel() == level && IsFrom(log, source) && text(log.Message.ToString() ?? ""));

    private IEventFilterApplier Failure(Type type, Func<string, bool> text, string? source, bool inner) =>
        Apply(log => log is Error && IsFrom(log, source) && Fits(log.Cause, type, text, log.Message, inner));

    private IEventFilterApplier Letter(Func<object, bool> matches, string? source) =>
        Apply(log => log.Message is DeadLetter letter && IsFrom(log, source) && matches(letter.Message));

    private EventFilterApplier Apply(Func<LogEvent, bool> matches) =>
        new(_kit, _system, [.. _others, new LogFilter(matches)]);
}
