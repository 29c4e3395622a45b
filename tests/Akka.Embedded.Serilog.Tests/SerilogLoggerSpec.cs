using System.Threading.Channels;
using Akka.Actor;
using Akka.Event;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using LogEvent = Serilog.Events.LogEvent;

namespace Akka.Logger.Serilog.Tests;

public sealed class SerilogLoggerSpec : IAsyncLifetime
{
    private const string Configuration = """
        akka.loglevel = DEBUG
        akka.loggers = ["Akka.Logger.Serilog.SerilogLogger, Akka.Logger.Serilog"]
        akka.logger-formatter = "Akka.Logger.Serilog.SerilogLogMessageFormatter, Akka.Logger.Serilog"
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ChannelSink _sink = new();
    private ActorSystem _system = null!;

    public Task InitializeAsync()
    {
        Log.Logger = new LoggerConfiguration().MinimumLevel.Debug().WriteTo.Sink(_sink).CreateLogger();
        _system = ActorSystem.Create("logged", Configuration);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _system.Terminate();
        await Log.CloseAndFlushAsync();
    }

    [Fact]
    public async Task Event_must_carry_a_property_for_each_hole_when_the_template_has_names()
    {
        Talker().Tell(new Say(LogLevel.InfoLevel, null, "session {Session} has {Count} orders", ["maker-1", 3]));

        var written = await NextFromTalker();

        written.RenderMessage().ShouldBe("session \"maker-1\" has 3 orders");
        Value(written, "Session").ShouldBe("maker-1");
        Value(written, "Count").ShouldBe(3);
    }

    [Fact]
    public async Task Event_must_say_who_logged_when_and_where_when_an_actor_logs()
    {
        var talker = Talker();
        var before = TimeProvider.System.GetUtcNow().UtcDateTime;
        talker.Tell(new Say(LogLevel.InfoLevel, null, "hello", []));

        var written = await NextFromTalker();

        Value(written, "SourceContext").ShouldBe(typeof(Talking).FullName);
        Value(written, "ActorPath").ShouldBe("akka://logged/user/talker");
        Value(written, "LogSource").ShouldBeOfType<string>().ShouldContain("akka://logged/user/talker");
        Value(written, "Thread").ShouldBeOfType<string>().ShouldMatch("^[0-9]{4,}$");
        Value(written, "Timestamp").ShouldBeOfType<DateTime>().ShouldBeInRange(before, before + Patience);
    }

    [Theory]
    [InlineData(LogLevel.DebugLevel, LogEventLevel.Debug)]
    [InlineData(LogLevel.InfoLevel, LogEventLevel.Information)]
    [InlineData(LogLevel.WarningLevel, LogEventLevel.Warning)]
    [InlineData(LogLevel.ErrorLevel, LogEventLevel.Error)]
    public async Task Event_must_keep_level_and_cause_when_it_is_written(LogLevel level, LogEventLevel expected)
    {
        var cause = new InvalidOperationException("broken");
        Talker().Tell(new Say(level, cause, "failed at {Step}", [2]));

        var written = await NextFromTalker();

        written.Level.ShouldBe(expected);
        written.Exception.ShouldBeSameAs(cause);
    }

    [Fact]
    public async Task Text_must_be_written_as_it_is_when_it_is_no_template()
    {
        _system.EventStream.Publish(new Warning("source", typeof(Talking), "{not a template}"));

        var written = await NextFromTalker();

        written.RenderMessage().ShouldBe("{not a template}");
        Value(written, "LogSource").ShouldBe("source");
    }

    [Fact]
    public void Formatter_must_be_the_configured_one_when_a_logger_is_made() =>
        Logging.GetLogger(_system, "source").Formatter.ShouldBeOfType<SerilogLogMessageFormatter>();

    [Fact]
    public void Formatter_must_render_holes_in_order_when_they_have_names()
    {
        SerilogLogMessageFormatter.Instance.Format("{A} and {B:l}", 1, "two").ShouldBe("1 and two");
        SerilogLogMessageFormatter.Instance.Format("{A}", new List<object> { true }).ShouldBe("True");
    }

    private IActorRef Talker() => _system.ActorOf(Props.Create<Talking>(), "talker");

    private Task<LogEvent> NextFromTalker() => _sink.NextFrom(typeof(Talking)).WaitAsync(Patience, TimeProvider.System);

    private static object? Value(LogEvent written, string property) =>
        ((ScalarValue)written.Properties[property]).Value;

    private sealed record Say(LogLevel Level, Exception? Cause, string Template, object[] Values);

    private sealed class Talking : ReceiveActor
    {
        public Talking() =>
            Receive<Say>(say => Context.GetLogger().Log(say.Level, say.Cause, say.Template, say.Values));
    }

    private sealed class ChannelSink : ILogEventSink
    {
        private readonly Channel<LogEvent> _written = Channel.CreateUnbounded<LogEvent>();

        public void Emit(LogEvent logEvent) => _written.Writer.TryWrite(logEvent);

        public async Task<LogEvent> NextFrom(Type type)
        {
            await foreach (var written in _written.Reader.ReadAllAsync())
            {
                if (Value(written, Constants.SourceContextPropertyName) is string source && source == type.FullName)
                    return written;
            }
            throw new InvalidOperationException("The log is closed.");
        }
    }
}
