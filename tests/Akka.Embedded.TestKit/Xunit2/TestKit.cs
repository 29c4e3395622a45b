using Akka.Configuration;
using Akka.Event;
using Xunit.Abstractions;

namespace Akka.TestKit.Xunit2;

/// <summary>The base of tests of actors: an actor system, and an actor of the test's own that keeps what it gets.</summary>
public class TestKit : TestKitBase, IDisposable
{
    protected readonly ITestOutputHelper? Output;
    private bool _disposed;

    public TestKit(ActorSystem? system = null, ITestOutputHelper? output = null)
        : base(Assertions, system)
    {
        Output = output;
        InitializeLogger(Sys);
    }

    public TestKit(Config config, string? actorSystemName = null, ITestOutputHelper? output = null)
        : base(Assertions, config, actorSystemName)
    {
        Output = output;
        InitializeLogger(Sys);
    }

    public TestKit(string config, ITestOutputHelper? output = null)
        : this(ConfigurationFactory.ParseString(config), null, output) { }

    public static new Config DefaultConfig => TestKitBase.DefaultConfig;

    protected static XunitAssertions Assertions { get; } = new();

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (_disposed)
            return;
        _disposed = true;
        try
        {
            AfterAll();
        }
        finally
        {
            Shutdown();
        }
    }

    protected virtual void AfterAll() { }

    protected void InitializeLogger(ActorSystem system)
    {
        if (Output is null)
            return;
        var logger = ((ExtendedActorSystem)system).SystemActorOf(Props.Create<TestOutputLogger>(Output), "log-test");
        foreach (var level in Enum.GetValues<LogLevel>().Where(level => level >= system.EventStream.LogLevel))
            system.EventStream.Subscribe(logger, level.ClassFor());
    }

    /// <summary>Writes the log to the test's output.</summary>
    private sealed class TestOutputLogger(ITestOutputHelper output) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            if (message is LogEvent log)
                Write(log);
        }

        private void Write(LogEvent log)
        {
            try
            {
                output.WriteLine(log.ToString());
            }
            catch (InvalidOperationException)
            {
                // The test is over: nobody reads its output any more.
            }
        }
    }
}
