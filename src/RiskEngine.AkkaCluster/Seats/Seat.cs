using Akka.Actor;

namespace RiskEngine.AkkaCluster;

/// <summary>Grants the leases of one session. The shards hold one such actor a session in the whole cluster.</summary>
/// <remarks>
/// Sharding remembers it, so that it is up again elsewhere before anybody asks. What it granted is known to a majority
/// before it is said; the ends are known to it alone. So a seat that has just moved keeps the latest lease from others
/// for as long as that may still hold, counted from its own start, which is after everything that its predecessor said.
/// <para>It waits for a majority without standing still: when it is stopped meanwhile, or fails, whoever asked hears at once
/// that nothing is known, and asks its successor.</para>
/// </remarks>
internal sealed class Seat : ReceiveActor
{
    internal static readonly RisingBuckets<SeatGrant> Grants = new("risk-engine-leases");

    /// <summary>Far more than every node asks of one session at once; beyond it nothing is known (I11).</summary>
    private const int MostWaiting = 256;

    private readonly SeatRecord _record;
    private readonly Queue<(SeatQuestion Question, IActorRef Asker)> _waiting = new();
    private IActorRef? _asker;

    public Seat(SessionKey session, Replicas replicas, ClusterTerms terms, TimeProvider time)
    {
        _record = new SeatRecord(session, replicas, terms, time);
        Receive<SeatQuestion>(OnQuestion);
        Receive<Answered>(
            answered => answered.Of == _record,
            answered =>
            {
                Answer(answered.Answer);
                if (answered.Defect is { } defect)
                    throw new InvalidOperationException("The seat's record failed.", defect);
                Next();
            }
        );
    }

    protected override void PostStop()
    {
        Answer(new SeatAnswer.Unknown());
        while (_waiting.TryDequeue(out var waiting))
            waiting.Asker.Tell(new SeatAnswer.Unknown());
    }

    private void OnQuestion(SeatQuestion question)
    {
        if (_waiting.Count >= MostWaiting)
        {
            Sender.Tell(new SeatAnswer.Unknown());
            return;
        }

        _waiting.Enqueue((question, Sender));
        Next();
    }

    private void Next()
    {
        if (_asker is not null || !_waiting.TryDequeue(out var next))
            return;
        _asker = next.Asker;
        _record
            .AnswerAsync(next.Question)
            .PipeTo(
                Self,
                Self,
                answer => new Answered(_record, answer, null),
                defect => new Answered(_record, new SeatAnswer.Unknown(), defect)
            );
    }

    private void Answer(SeatAnswer answer)
    {
        _asker?.Tell(answer);
        _asker = null;
    }

    /// <summary>One of an incarnation before has another record.</summary>
    private sealed record Answered(SeatRecord Of, SeatAnswer Answer, Exception? Defect);
}
