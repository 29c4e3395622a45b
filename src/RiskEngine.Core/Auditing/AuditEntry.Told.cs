namespace RiskEngine.Core;

// The rows that keep what askers were told.
public abstract partial record AuditEntry
{
    /// <summary>Whoever asked for a cancel was told how it ended.</summary>
    /// <param name="At">When.</param>
    /// <param name="Node">Where.</param>
    /// <param name="Outcome">What they were told.</param>
    public sealed record Told(DateTimeOffset At, NodeName Node, SessionCancelOutcome Outcome) : AuditEntry(At, Node)
    {
        /// <inheritdoc/>
        public override string Kind => "outcome";

        private protected override CanonicalJson Write(CanonicalJson json) =>
            AuditWords.Outcome(
                json.Add("session", $"{Outcome.Session}").Add("command", Outcome.Command.Value),
                Outcome
            );

        internal override int Items => OutcomeLists.All.Sum(list => Outcome.ListOf(list).Count);
    }

    /// <summary>Whoever sent a private request was told what became of it.</summary>
    /// <param name="At">When.</param>
    /// <param name="Node">Where.</param>
    /// <param name="Outcome">What they were told; the exchange's own text is in the answer's row.</param>
    public sealed record ToldOfRequest(DateTimeOffset At, NodeName Node, PrivateRequestOutcome Outcome)
        : AuditEntry(At, Node)
    {
        /// <inheritdoc/>
        public override string Kind => "outcome";

        private protected override CanonicalJson Write(CanonicalJson json) =>
            json.Add("session", $"{Outcome.Session}")
                .Add("command", Outcome.Command.Value)
                .Add("result", Outcome.Name())
                .Add("why", (Outcome as PrivateRequestDenied)?.Reason.Name())
                .Add("engagement", (Outcome as PrivateRequestDenied)?.Engagement?.Id.ToString());
    }

    /// <summary>Whoever asked for a nonce was told whether it gets one.</summary>
    /// <param name="At">When.</param>
    /// <param name="Node">Where.</param>
    /// <param name="Outcome">What they were told.</param>
    public sealed record ToldOfLease(DateTimeOffset At, NodeName Node, NonceLeaseOutcome Outcome) : AuditEntry(At, Node)
    {
        /// <inheritdoc/>
        public override string Kind => "outcome";

        private protected override CanonicalJson Write(CanonicalJson json) =>
            json.Add("session", $"{Outcome.Session}")
                .Add("command", Outcome.Command.Value)
                .Add("result", Outcome.Name())
                .Add("nonce", (Outcome as NonceLeased)?.Nonce.ToString())
                .Add("why", (Outcome as NonceLeaseDenied)?.Reason.Name())
                .Add("engagement", (Outcome as NonceLeaseDenied)?.Engagement?.Id.ToString());
    }

    /// <summary>Whoever engaged or reset the kill switch was told something about it.</summary>
    /// <param name="At">When.</param>
    /// <param name="Node">Where.</param>
    /// <param name="Command">The command that was answered.</param>
    /// <param name="Event">What they were told.</param>
    public sealed record ToldOfSwitch(DateTimeOffset At, NodeName Node, CommandId Command, object Event)
        : AuditEntry(At, Node)
    {
        /// <inheritdoc/>
        public override string Kind => "outcome";

        private protected override CanonicalJson Write(CanonicalJson json) =>
            AuditWords.Switch(json.Add("command", Command.Value).Add("result", AuditNames.OfSwitch(Event)), Event);

        internal override int Items => (Event as KillSwitchIncomplete)?.Missing.Count ?? 0;
    }
}
