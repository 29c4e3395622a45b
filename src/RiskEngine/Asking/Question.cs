using Akka.Actor;

namespace RiskEngine;

/// <summary>Asks an actor once and hands on what came of it; lives until then.</summary>
/// <remarks>
/// It replaces Akka.NET's <c>Ask</c> and <c>GracefulStop</c> inside the engine. Both continue on the shared thread pool
/// and measure their patience with a timer of the runtime, so a simulation could schedule neither. A question is an
/// actor: it runs on a dispatcher, and its patience is an alarm of the engine's clock, which rings whatever the pool does.
/// </remarks>
internal sealed class Question : ReceiveActor
{
    private readonly Action<IActorContext> _ask;
    private readonly TimeSpan _patience;
    private readonly Action<QuestionReply> _then;
    private readonly bool _outlivesItsAsker;
    private readonly Alarm _alarm;
    private bool _isOver;

    public Question(
        EngineClock clock,
        Action<IActorContext> ask,
        TimeSpan patience,
        Action<QuestionReply> then,
        bool outlivesItsAsker
    )
    {
        (_ask, _patience, _then, _outlivesItsAsker) = (ask, patience, then, outlivesItsAsker);
        _alarm = clock.AlarmFor(Self, Expired.Instance);
        Receive<Expired>(_ => End(QuestionReply.Silence.Instance));
        ReceiveAny(answer => End(new QuestionReply.Heard(answer)));
    }

    /// <param name="clock">Measures the patience.</param>
    /// <param name="ask">Asks, in the name of the question.</param>
    /// <param name="patience">How long an answer is waited for.</param>
    /// <param name="then">Takes what came of it.</param>
    /// <param name="outlivesItsAsker">Whether somebody still waits when the question is stopped from outside.</param>
    internal static Props Props(
        EngineClock clock,
        Action<IActorContext> ask,
        TimeSpan patience,
        Action<QuestionReply> then,
        bool outlivesItsAsker
    ) =>
        Akka
            .Actor.Props.Create<Question>(clock, ask, patience, then, outlivesItsAsker)
            .WithDispatcher(EngineDispatcher.Id);

    protected override void PreStart()
    {
        _alarm.RingIn(_patience);
        _ask(Context);
    }

    protected override void PostStop()
    {
        _alarm.Dispose();
        if (_outlivesItsAsker)
            HandOn(QuestionReply.Silence.Instance);
    }

    private void End(QuestionReply reply)
    {
        HandOn(reply);
        Context.Stop(Self);
    }

    private void HandOn(QuestionReply reply)
    {
        if (_isOver)
            return;
        _isOver = true;
        _then(reply);
    }

    private sealed record Expired
    {
        internal static readonly Expired Instance = new();
    }
}
