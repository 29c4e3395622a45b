using Akka.Actor;

namespace RiskEngine;

/// <summary>The ways to ask a <see cref="Question"/>.</summary>
internal static class Questions
{
    /// <summary>Asks from within an actor, which is told what came of it; a parent that stops or restarts is told nothing.</summary>
    /// <param name="context">Of the actor that asks.</param>
    /// <param name="clock">Measures the patience.</param>
    /// <param name="asked">Who is asked.</param>
    /// <param name="message">The question.</param>
    /// <param name="patience">How long an answer is waited for.</param>
    /// <param name="told">What the asking actor is told, made from the reply.</param>
    internal static void Ask(
        this IActorContext context,
        EngineClock clock,
        IActorRef asked,
        object message,
        TimeSpan patience,
        Func<QuestionReply, object> told
    )
    {
        var self = context.Self;
        context.ActorOf(
            Question.Props(
                clock,
                question => asked.Tell(message, question.Self),
                patience,
                reply => self.Tell(told(reply), self),
                outlivesItsAsker: false
            )
        );
    }

    /// <summary>Asks from outside of every actor. The task completes on the system's default dispatcher, never fails, and is never canceled.</summary>
    /// <param name="system">The system.</param>
    /// <param name="clock">Measures the patience.</param>
    /// <param name="asked">Who is asked.</param>
    /// <param name="message">The question.</param>
    /// <param name="patience">How long an answer is waited for.</param>
    internal static Task<QuestionReply> AskAsync(
        this ActorSystem system,
        EngineClock clock,
        IActorRef asked,
        object message,
        TimeSpan patience
    ) => system.AskAsync(clock, question => asked.Tell(message, question.Self), patience);

    /// <summary>Stops an actor once it has handled what it was sent before, and waits until it is gone: <see cref="QuestionReply.Heard"/>.</summary>
    /// <param name="system">The system.</param>
    /// <param name="clock">Measures the patience.</param>
    /// <param name="actor">Who is to stop.</param>
    /// <param name="patience">How long its end is waited for.</param>
    internal static Task<QuestionReply> StopAsync(
        this ActorSystem system,
        EngineClock clock,
        IActorRef actor,
        TimeSpan patience
    ) =>
        system.AskAsync(
            clock,
            question =>
            {
                question.Watch(actor);
                actor.Tell(PoisonPill.Instance, question.Self);
            },
            patience
        );

    private static Task<QuestionReply> AskAsync(
        this ActorSystem system,
        EngineClock clock,
        Action<IActorContext> ask,
        TimeSpan patience
    )
    {
        var replied = new TaskCompletionSource<QuestionReply>();
        // Not where the reply arrives: whoever waits for it must not run as part of an actor.
        var dispatcher = system.Dispatchers.DefaultGlobalDispatcher;
        system.ActorOf(
            Question.Props(
                clock,
                ask,
                patience,
                reply => dispatcher.Schedule(() => replied.SetResult(reply)),
                outlivesItsAsker: true
            )
        );
        return replied.Task;
    }
}
