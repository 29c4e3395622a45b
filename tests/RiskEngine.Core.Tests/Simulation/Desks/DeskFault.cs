using System.Collections.Immutable;

namespace RiskEngine.Core.Tests.Simulation;

/// <summary>A kind of mistake that was mended once, made again around the rules of a desk.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Breaks">The law that it breaks; null: none.</param>
internal sealed record DeskFault(string Name, DeskLaw? Breaks)
{
    internal static readonly DeskFault None = new("nothing", null);

    internal static readonly ImmutableArray<DeskFault> All =
    [
        new("an engagement has no alarm at its deadline", DeskLaw.OneAnswerInTime) { SwitchAlarm = _ => null },
        new("a cancel gets the answer of one that runs already", DeskLaw.RestsOnALaterRequest) { Joins = true },
        new("the mark of used nonces is lost in a crash", DeskLaw.NoncesRiseOverCrashes) { Mark = _ => null },
        new("a guardian does not hear that it is stopped", DeskLaw.NothingLeavesWhileToldEngaged)
        {
            Gate = _ => KillSwitchState.Clear.Instance,
        },
        new("a reset clears all epochs up to the one that it names", DeskLaw.NothingIsClearedUnseen)
        {
            Reset = (command, history) =>
            {
                var upTo = command
                    .Engagements.Select(history.Find)
                    .OfType<Engagement>()
                    .Select(x => x.Epoch.Value)
                    .DefaultIfEmpty()
                    .Max();
                var all = history
                    .Records.OfType<KillSwitchRecord.Engage>()
                    .Select(x => x.Engagement)
                    .Where(x => x.Epoch.Value <= upTo);
                return new ResetKillSwitch(
                    command.Engagements.Concat(all.Select(x => x.Id)).Distinct().ToValueList(),
                    command.Id,
                    command.Person,
                    command.Reason
                );
            },
        },
        new("a write whose answer was lost counts as not done", DeskLaw.NobodyIsDeniedWhatHappens)
        {
            Append = result =>
                result is KillSwitchAppend.Failed { Failure.Fault: StoreFault.Interrupted }
                    ? new KillSwitchAppend.Failed(new StoreFailure(StoreFault.Unavailable, "no way to it"))
                    : result,
        },
        new("a cancel counts as proven when it was sent", DeskLaw.CompletedMeansNoOpenOrders)
        {
            Outcome = outcome =>
                outcome is SessionCanceled or SessionCancelDenied
                    ? outcome
                    : new SessionCanceled(
                        outcome.Session,
                        outcome.Command,
                        CancelEffort.None,
                        [],
                        CancelListing.Complete,
                        CancelProof.AcceptedByExchange
                    ),
        },
        new("nobody tells the counters of a reset", DeskLaw.WhoeverTripsCanTripAgain) { TellsOfResets = false },
        new("the kill switch has no room of its own", DeskLaw.NoStopIsRefusedForWantOfRoom) { HasRoomOfItsOwn = false },
        new("what is due is seen by whatever happens next", DeskLaw.NothingIsDueWithoutAnAlarm)
        {
            GuardianAlarm = at => at + TimeSpan.FromSeconds(2),
        },
    ];

    internal Func<TimeSpan?, TimeSpan?> SwitchAlarm { get; init; } = at => at;

    internal Func<TimeSpan?, TimeSpan?> GuardianAlarm { get; init; } = at => at;

    /// <summary>Whether a cancel that comes while another runs is answered with what becomes of that one.</summary>
    internal bool Joins { get; init; }

    internal Func<Nonce?, Nonce?> Mark { get; init; } = mark => mark;

    /// <summary>What the guardian hears of how the switch stands.</summary>
    internal Func<KillSwitchState, KillSwitchState> Gate { get; init; } = gate => gate;

    internal Func<ResetKillSwitch, KillSwitchHistory, ResetKillSwitch> Reset { get; init; } = (command, _) => command;

    internal Func<KillSwitchAppend, KillSwitchAppend> Append { get; init; } = result => result;

    internal Func<SessionCancelOutcome, SessionCancelOutcome> Outcome { get; init; } = outcome => outcome;

    internal bool HasRoomOfItsOwn { get; init; } = true;

    internal bool TellsOfResets { get; init; } = true;

    public override string ToString() => Name;
}
