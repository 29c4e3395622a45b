using System.Globalization;
using RiskEngine.Simulator;

namespace RiskEngine.Simulation.Desk;

/// <summary>Everything that was asked and answered, with the state of the exchange's own book at each answer.</summary>
internal sealed class Journal(World exchange, TimeProvider time)
{
    private readonly List<string> _lines = [];

    internal Dictionary<CommandId, Question> Questions { get; } = [];

    internal List<Answer> Answers { get; } = [];

    internal List<PrivateRequestOutcome> OrderAnswers { get; } = [];

    internal List<(DateTimeOffset At, NonceLeaseOutcome Outcome)> LeaseAnswers { get; } = [];

    /// <summary>What was asked and answered, as text.</summary>
    internal IReadOnlyList<string> Lines => _lines;

    internal IEnumerable<CommandId> Asked(DeedKind kind) =>
        Questions.Where(question => question.Value.Deed.Kind == kind).Select(question => question.Key);

    internal void Asked(SessionKey session, Deed deed)
    {
        Questions[deed.Command] = new Question(session, deed, time.GetUtcNow());
        Write($"{session} asks {deed.Kind} {deed.Command}");
    }

    internal void Answered(SessionCancelOutcome outcome)
    {
        exchange.Advance(time.GetUtcNow());
        // What was placed in this very instant may have left after the answer: the next order goes when a cancel is done.
        var open = exchange
            .OpenOrdersOf(outcome.Session.Alias.Value)
            .Where(order => order.PlacedAt < time.GetUtcNow())
            .Select(order => order.Id)
            .ToList();
        Answers.Add(new Answer(outcome, time.GetUtcNow(), open));
        Write(
            $"{outcome.GetType().Name} {outcome.Command} after {outcome.Effort.Attempts}, open {string.Join(',', open)}"
        );
    }

    internal void Answered(PrivateRequestOutcome outcome)
    {
        OrderAnswers.Add(outcome);
        var said = (outcome as PrivateRequestRejected)?.Said.ToString();
        Write($"{outcome.GetType().Name} {outcome.Command} {said}");
    }

    internal void Answered(NonceLeaseOutcome outcome)
    {
        LeaseAnswers.Add((time.GetUtcNow(), outcome));
        Write($"{outcome.GetType().Name} {outcome.Command}");
    }

    internal void Write(string line) =>
        _lines.Add(string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow():HH:mm:ss.fffffff} {line}"));

    /// <summary>What was asked of which session, and when.</summary>
    internal sealed record Question(SessionKey Session, Deed Deed, DateTimeOffset At);

    /// <summary>An answer, when it came, and what was open on the exchange's book at that moment.</summary>
    internal sealed record Answer(SessionCancelOutcome Outcome, DateTimeOffset At, IReadOnlyList<ulong> Open);
}
