using Akka.Actor;
using Akka.Event;

namespace Conformance;

public sealed class LoggingSpec() : Spec("akka.loglevel = INFO")
{
    [Fact]
    public void Line_must_carry_level_source_and_cause_when_an_actor_logs()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(LogEvent));
        var actor = Sys.ActorOf(Props.Create(() => new Talker(TestActor)), "logger");

        EventFilter.Warning(start: "about").ExpectOne(() => actor.Tell("warn"));

        var line = FishForMessage<Warning>(log => log.LogSource == actor.Path.ToString());
        line.LogLevel().ShouldBe(LogLevel.WarningLevel);
        line.Message.ToString().ShouldBe("about warn and 7");
        line.Cause.ShouldBeOfType<InvalidOperationException>();
        line.LogClass.ShouldBe(typeof(Talker));
    }

    [Fact]
    public void Line_must_not_be_published_when_its_level_is_off()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(Debug));

        var log = Logging.GetLogger(Sys, "spec");
        log.Debug("{0}", "invisible");
        log.IsDebugEnabled.ShouldBeFalse();

        ExpectNoMsg(Moment);
    }

    [Fact]
    public void Failure_must_be_logged_as_an_error_when_a_supervisor_restarts_a_child()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Talker(TestActor)));

        EventFilter.Exception<InvalidOperationException>("boom").ExpectOne(() => actor.Tell("fail"));
    }

    [Fact]
    public void Values_must_be_kept_apart_from_the_template_when_a_line_is_published()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(Info));

        Sys.Log.Info("{0} of {1}", 1, "two");

        var message = FishForMessage<Info>(log => log.Message is LogMessage)
            .Message.ShouldBeAssignableTo<LogMessage>()!;
        message.Format.ShouldBe("{0} of {1}");
        message.Parameters().ShouldBe([1, "two"]);
        message.ToString().ShouldBe("1 of two");
    }

    private sealed class Talker : ReceiveActor
    {
        private readonly ILoggingAdapter _log = Context.GetLogger();

        public Talker(IActorRef probe)
        {
            Receive<string>(
                s => s == "warn",
                s => _log.Warning(new InvalidOperationException("cause"), "about {0} and {1}", s, 7)
            );
            Receive<string>(s => s == "fail", _ => throw new InvalidOperationException("boom"));
            ReceiveAny(probe.Tell);
        }
    }
}
