using Akka.Actor;

namespace RiskEngine;

/// <summary>Asks an actor once and hands on what came of it; lives until then.</summary>
/// <remarks>
/// It replaces Akka.NET's <c>Ask</c> and <c>GracefulStop</c> inside the engine. Both continue on the shared thread pool
/// and measure their patience with a timer of the runtime, so a simulation could schedule neither. A question is an
/// actor: it runs on a dispatcher, and its patience is the system's scheduler's.
/// </remarks>
internal sealed class Question : ReceiveActor, IWithTimers
{
    private readonly Action<IActorContext> _ask;
    private readonly TimeSpan _patience;
    private readonly Action<QuestionReply> _then;
    private readonly bool _outlivesItsAsker;
    private bool _isOver;

    public Question(Action<IActorContext> ask, TimeSpan patience, Action<QuestionReply> then, bool outlivesItsAsker)
    {
        (_ask, _patience, _then, _outlivesItsAsker) = (ask, patience, then, outlivesItsAsker);
        Receive<Expired>(_ => End(QuestionReply.Silence.Instance));
        ReceiveAny(answer => End(new QuestionReply.Heard(answer)));
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <param name="ask">Asks, in the name of the question.</param>
    /// <param name="patience">How long an answer is waited for.</param>
    /// <param name="then">Takes what came of it.</param>
    /// <param name="outlivesItsAsker">Whether somebody still waits when the question is stopped from outside.</param>
    internal static Props Props(
        Action<IActorContext> ask,
        TimeSpan patience,
        Action<QuestionReply> then,
        bool outlivesItsAsker
    ) => Akka.Actor.Props.Create<Question>(ask, patience, then, outlivesItsAsker);

    protected override void PreStart()
    {
        Timers.StartSingleTimer(
            Expired.Instance,
            Expired.Instance,
            _patience > TimeSpan.Zero ? _patience : TimeSpan.Zero
        );
        _ask(Context);
    }

    protected override void PostStop()
    {
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
