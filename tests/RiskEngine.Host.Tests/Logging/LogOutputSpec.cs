using Microsoft.Extensions.Time.Testing;
using RiskEngine.Host.Logging;
using RiskEngine.Host.Tests.Support;
using Serilog;

namespace RiskEngine.Host.Tests.Logging;

public sealed class LogOutputSpec : IDisposable
{
    private const int MostWaiting = 16;

    private readonly HeldSink _held = new();
    private readonly LogOutput _output;

    public LogOutputSpec() => _output = new LogOutput("console", MostWaiting, to => to.Sink(_held));

    public void Dispose() => _held.Dispose();

    [Fact]
    public async Task Line_must_be_dropped_and_counted_and_its_writer_not_wait_when_the_queue_is_full()
    {
        await FillAsync(beyond: 3);

        _output.Dropped.ShouldBe(3);
        _held.GoOn();
        await _output.CloseAsync();
        _held.Written.ShouldBe(Enumerable.Range(0, 1 + MostWaiting).Select(number => $"line {number}"));
    }

    [Fact]
    public async Task Other_outputs_must_take_every_line_when_one_takes_none()
    {
        using var free = new HeldSink();
        free.GoOn();
        var other = new LogOutput("file", MostWaiting, to => to.Sink(free));
        await using var both = new LoggerConfiguration()
            .WriteTo.Logger(_output.Logger)
            .WriteTo.Logger(other.Logger)
            .CreateLogger();
        await FillAsync();

        both.Information("for both");
        await other.CloseAsync();

        free.Written.ShouldBe(["for both"]);
        _output.Dropped.ShouldBe(1);
        _held.GoOn();
    }

    [Fact]
    public async Task Loss_must_be_told_once_when_it_begins_and_with_its_number_when_it_is_over()
    {
        using var free = new HeldSink();
        free.GoOn();
        await using var told = new LoggerConfiguration().WriteTo.Sink(free).CreateLogger();
        var time = new FakeTimeProvider();
        using var watch = new LogWatch([_output], told, time);

        await FillAsync();
        time.Advance(TimeSpan.FromSeconds(1));
        free.Written.ShouldBeEmpty("nothing is lost yet");

        _output.Logger.Information("lost");
        _output.Logger.Information("lost too");
        time.Advance(TimeSpan.FromSeconds(1));
        time.Advance(TimeSpan.FromSeconds(1));
        const string begins = "The log's console takes no lines: 16 wait, and further ones are dropped until it does.";
        free.Written.ShouldBe([begins]);

        _held.GoOn();
        await _output.CloseAsync();
        time.Advance(TimeSpan.FromSeconds(1));
        time.Advance(TimeSpan.FromSeconds(1));
        free.Written.ShouldBe([begins, "The log's console takes lines again; 2 were dropped meanwhile."]);
    }

    /// <summary>One line is in the sink's hands, and as many wait as may.</summary>
    private async Task FillAsync(int beyond = 0)
    {
        _output.Logger.Information("line {Number}", 0);
        await _held.Entered.WaitAsync(RunningHost.Patience, TimeProvider.System);
        for (var number = 1; number <= MostWaiting + beyond; number++)
            _output.Logger.Information("line {Number}", number);
    }
}
